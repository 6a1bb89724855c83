import { lookupIn } from '../deployment/lookup.js';
import type { Listener, Node } from '../model/deployment.js';
import type { Path, ProblemOf } from '../model/finding.js';
import { configurationAt, valueEdit } from './candidate.js';
import { defineRule, type FixCandidate } from './rule.js';

type RaisedTwice = {
  readonly twice: {
    readonly node: string;
    readonly host: string;
    readonly listener: string;
    readonly basePort: number;
    readonly configured: number;
    readonly offset: number;
    readonly port: number;
  };
};

export const doubleShift = defineRule<RaisedTwice>({
  id: 'double-shift',
  severity: 'error',
  summary: 'a port already raised by hand is raised again by the offset',
  why: 'A value written into the configuration is a base for most listeners: 9101 with offset 2 opens 9103, and clients dial 9101.',
  remedy: 'Write the base port; the product adds the offset to it.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, ports: { management-api-https: 9164 } }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, ports: { management-api-https: 9154 } }
`,
  },
  sources: [
    'micro-integrator ConfigurationLoader.java',
    'product-apim WebSocketInboundEndpoint.xml, 2.1.0, against the vendor page of 2.1.0',
  ],
  messages: {
    twice: ({ node, listener, configured, offset, port, basePort }) =>
      `${node} opens ${listener} on ${port}: ${configured} is ${basePort} raised by hand, and the offset ${offset} is added again`,
  },
  check: function* (deployment) {
    const { owner } = lookupIn(deployment);
    for (const listener of deployment.listeners) {
      const node = owner(listener);
      if (isRaisedTwice(listener, node)) yield problemOf(listener, node);
    }
  },
  fixes: function* ({ data }, deployment) {
    const { owner, listener: listenerOf, portPath } = lookupIn(deployment);
    const listener = listenerOf(data.node, data.listener);
    if (listener) yield writeBase(listener, owner(listener).place.file, portPath(listener), data.basePort);
  },
});

/** A listener with a base port and a configured port. */
type RaisedListener = Listener & { readonly basePort: number; readonly configured: number };

function isRaisedTwice(listener: Listener, { offset }: Node): listener is RaisedListener {
  const { basePort, configured, shift, explicitTakesOffset } = listener;
  if (basePort === null || offset === 0) return false;
  return shift === 'follows' && explicitTakesOffset === true && configured === basePort + offset;
}

function problemOf(listener: RaisedListener, node: Node): ProblemOf<RaisedTwice> {
  const { id, host, basePort, configured, port } = listener;
  return {
    message: 'twice',
    data: { node: node.id, host, listener: id, basePort, configured, offset: node.offset, port },
    at: { ...listener.place, label: `${node.id}: ${id} = ${listener.derivation}` },
    related:
      node.offsetOrigin === 'written' ? [{ ...node.offsetPlace, label: `${node.id}: offset ${node.offset}` }] : [],
    subject: { host, nodes: [node.id], listeners: [id] },
  };
}

function writeBase(listener: Listener, file: string, path: Path, basePort: number): FixCandidate {
  return {
    title: `set ports.${listener.id} of ${listener.node} to ${basePort}`,
    edits: [valueEdit({ file, path, from: listener.configured, to: basePort })],
    configuration: configurationAt(listener.node, listener.setting, basePort),
  };
}
