import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Listener, Node } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { memo } from '../values/memo.js';
import { configurationAt, valueEdit } from './candidate.js';
import { ordinalOf } from './literal-lookup.js';
import { defineRule, type FixCandidate } from './rule.js';

type Disagreement = {
  readonly differs: {
    readonly client: string;
    readonly clientPort: number;
    readonly server: string;
    readonly serverPort: number;
    readonly difference: number;
    readonly clientOffset: number;
    readonly serverOffset: number;
  };
};

export const thriftMismatch = defineRule<Disagreement>({
  id: 'thrift-mismatch',
  severity: 'error',
  // Both ends can be changed, and the operator chooses.
  alternatives: 2,
  summary: 'Gateway and Key Manager disagree on the Thrift port',
  why: 'The Gateway dials 10397 plus its own offset, the Key Manager listens on 10397 plus its own (API Manager 2.0 to 2.6; up to 1.10 the offset moves neither). With different offsets every key validation fails, and only on the first call after a cache miss.',
  remedy:
    'Write the same port on both ends: ThriftClientPort of the Gateway or ThriftServerPort of the Key Manager. A port set by hand is not shifted.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 2.6.0, disable: [workflow-callback] }
hosts: { gw.internal: {}, km.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, offset: 2 }
  key-manager: { host: km.internal, profile: api-key-manager, offset: 5, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`,
    good: `version: 1
defaults: { product: wso2am, version: 2.6.0, disable: [workflow-callback] }
hosts: { gw.internal: {}, km.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, offset: 2, links: { key-validation-thrift: { to: key-manager, port: 10402 } } }
  key-manager: { host: km.internal, profile: api-key-manager, offset: 5, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`,
  },
  sources: [
    'Vendor page "Changing the Default Ports with Offset", API Manager 2.x',
    'carbon-apimgt ThriftUtils.java',
    'carbon-apimgt commit b51d37d2746',
  ],
  messages: {
    differs: ({ client, clientPort, server, serverPort }) =>
      `${client} dials ${server} on ${clientPort}, but its Thrift server listens on ${serverPort}`,
  },
  check: function* (deployment) {
    for (const link of deployment.links)
      if (link.kind === 'port' && link.outcome === 'port-mismatch') yield* problemOf(link, deployment);
  },
  fixes: function* ({ data }, deployment) {
    const link = thriftLinks(deployment).get(`${data.client} ${data.server}`)?.[0];
    const listener = link && serverOf(link, deployment);
    // The client first: other gateways may use the same server.
    if (link && listener) yield* [raiseClient(link, listener, deployment), lowerServer(link, listener, deployment)];
  },
});

/** By client and server, since each finding asks for its own. */
const thriftLinks = memo(({ links }: Deployment) =>
  groupBy(
    links.filter(({ kind }) => kind === 'port'),
    ({ node, target }) => `${node} ${target}`,
  ),
);

function* problemOf(link: Link, deployment: Deployment): Iterable<ProblemOf<Disagreement>> {
  const listener = serverOf(link, deployment);
  if (!listener || link.dialled === undefined) return;
  const { owner } = lookupIn(deployment);
  const [client, server] = [owner(link), owner(listener)];
  const serverPort = serverPortOf(link, listener);
  const difference = Math.abs(link.dialled - serverPort);
  const byOffsets = Math.abs(client.offset - server.offset) === difference;
  yield {
    message: 'differs',
    data: {
      client: client.id,
      clientPort: link.dialled,
      server: server.id,
      serverPort,
      difference,
      clientOffset: client.offset,
      serverOffset: server.offset,
    },
    at: clientLabel(link, client),
    related: [{ ...listener.place, label: `${server.id}: thrift server = ${listener.derivation}` }],
    subject: { nodes: [client.id, server.id], listeners: [link.id, listener.id], detail: ordinalOf(link, deployment) },
    notes: [`the ${byOffsets ? 'offsets' : 'ports'} differ by ${difference}; a port set by hand is not shifted`],
  };
}

function clientLabel(link: Link, client: Node): Label {
  const written = link.place.path.at(-1) === 'port' || link.place.path.at(-1) === 'url';
  return { ...(written ? link.place : client.offsetPlace), label: `${client.id}: thrift client = ${link.derivation}` };
}

function serverOf(link: Link, deployment: Deployment): Listener | undefined {
  return lookupIn(deployment).listener(link.target, link.listener);
}

/** The port at which the server is dialled: the published one where it runs in a container. */
function serverPortOf({ expectedPort }: Link, { port }: Listener): number {
  return expectedPort ?? port;
}

function raiseClient(link: Link, listener: Listener, deployment: Deployment): FixCandidate {
  const { owner, endPath } = lookupIn(deployment);
  const literal = link.place.path.at(-1) === 'port' && link.dialled !== undefined ? { from: link.dialled } : {};
  const to = serverPortOf(link, listener);
  return {
    end: 'client',
    title: `set links.${link.id}.port of ${link.node} to ${to}`,
    edits: [{ file: owner(link).place.file, path: [...endPath(link), 'port'], ...literal, to }],
    configuration: configurationAt(link.node, link.setting, to),
  };
}

function lowerServer(link: Link, listener: Listener, deployment: Deployment): FixCandidate {
  const { owner, portPath } = lookupIn(deployment);
  const to = link.dialled ?? listener.port;
  return {
    end: 'server',
    title: `set ports.${listener.id} of ${listener.node} to ${to}`,
    edits: [valueEdit({ file: owner(listener).place.file, path: portPath(listener), from: listener.configured, to })],
    configuration: configurationAt(listener.node, listener.setting, to),
  };
}
