import { type Group, groupBy, mapGroup } from '../deployment/lookup.js';
import type { Listener, Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import { isPort, MAX_PORT, sumText } from '../values/ports.js';
import { counted, defineRule } from './rule.js';

type Outside = {
  readonly outside: {
    readonly node: string;
    readonly host: string;
    readonly offset: number;
    readonly ports: Group<{
      readonly listener: string;
      /** Below 1 or above 65535. */
      readonly port: number;
      readonly protocol: Protocol;
      readonly derivation: string;
    }>;
  };
  /** Every port is in the range: products add what is configured, and a negative sum is of no use. */
  readonly negative: { readonly node: string; readonly offset: number };
};

export const portRange = defineRule<Outside>({
  id: 'port-range',
  severity: 'error',
  clearedBy: 'offset',
  summary: 'an effective port is below 1 or above 65535, or an offset is below 0',
  why: 'The products do not check the range: the port is computed, the bind fails later, and the server keeps running without the listener.',
  remedy: 'Choose an offset at which every port of the node lies from 1 to 65535.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 57000, disable: [passthrough-http, passthrough-https, management-api-http] }
rules: { ephemeral-port: off }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 100 }
`,
  },
  sources: ['carbon-kernel ServletTransportManager.java and validator.json: no range check'],
  messages: {
    outside: ({ node, ports }) => {
      const [{ port, derivation }] = ports;
      const rest = ports.length > 1 ? `, and ${counted(ports.length - 1, 'more port')} of it` : '';
      return `${node} opens ${sumText({ port, derivation })}${rest}, outside 1-${MAX_PORT}`;
    },
    negative: ({ node, offset }) => `${node} has the negative offset ${offset}, which is most likely a slip`,
  },
  check: function* (deployment) {
    const outside = groupBy(
      deployment.listeners.filter(({ port }) => !isPort(port)),
      ({ node }) => node,
    );
    for (const node of deployment.nodes) {
      const listeners = outside.get(node.id);
      if (listeners) yield problemOf(node, listeners);
      else if (node.offset < 0) yield negativeProblem(node);
    }
  },
  ports: ({ message, data }) =>
    message === 'negative'
      ? []
      : data.ports.map(({ listener, port, protocol }) => ({
          ...{ host: data.host, port, protocol },
          owners: [{ node: data.node, listener }],
        })),
});

function negativeProblem({ id, host, offset, offsetPlace }: Node): ProblemOf<Outside> {
  return {
    message: 'negative',
    severity: 'warning',
    data: { node: id, offset },
    at: { ...offsetPlace, label: `${id}: offset ${offset}` },
    related: [],
    subject: { host, nodes: [id], listeners: [] },
  };
}

/** Makes one problem of all ports of a node: they leave the range for one reason, its offset. */
function problemOf(node: Node, listeners: Group<Listener>): ProblemOf<Outside> {
  return {
    message: 'outside',
    data: {
      node: node.id,
      host: node.host,
      offset: node.offset,
      ports: mapGroup(listeners, ({ id, port, derivation, protocol }) => ({
        listener: id,
        port,
        protocol,
        derivation,
      })),
    },
    at: { ...node.offsetPlace, label: `${node.id}: offset ${node.offset}` },
    related: [],
    subject: { host: node.host, nodes: [node.id], listeners: listeners.map(({ id }) => id) },
    notes:
      listeners.length === 1
        ? []
        : listeners.map(({ id, port, derivation }) => `${id}: ${sumText({ port, derivation })}`),
  };
}
