import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Listener, Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { entryOf } from '../values/memo.js';
import { defineRule, listed } from './rule.js';

type Unreachable = {
  readonly loopback: {
    readonly clients: readonly string[];
    readonly server: string;
    readonly listener: string;
    readonly port: number;
    readonly host: string;
  };
};

export const loopbackTarget = defineRule<Unreachable>({
  id: 'loopback-target',
  severity: 'warning',
  summary: 'a node on another host dials a listener that ships bound to loopback',
  why: 'The listener is open, but only its own host can reach it: ThriftServerHost is localhost in API Manager 2.x, and the server binds that address.',
  remedy:
    'Change the bind address in the product, and write it into the topology: ports.<listener>.bind of the node that listens.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts: { gw.internal: {}, km.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker }
  key-manager: { host: km.internal, profile: api-key-manager }
`,
    good: `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts: { gw.internal: {}, km.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker }
  key-manager: { host: km.internal, profile: api-key-manager, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`,
  },
  sources: ['carbon-apimgt api-manager.xml and ThriftUtils.java, 2.x'],
  messages: {
    loopback: ({ clients, server, listener, port }) =>
      `${listed(clients)} ${clients.length === 1 ? 'dials' : 'dial'} ${server} on ${port} from another host, but ${listener} ships bound to loopback`,
  },
  check: function* (deployment) {
    for (const [listener, links] of remoteLinks(deployment)) yield problemOf(listener, links, deployment);
  },
});

const CONNECTED = new Set(['match', 'derived', 'port-mismatch', 'scheme-mismatch']);

/** Links from other hosts, by the loopback listener that they are meant for. */
function remoteLinks(deployment: Deployment): ReadonlyMap<Listener, readonly Link[]> {
  const { listeners, links } = deployment;
  const loopback = new Map(
    listeners.filter((listener) => listener.loopback).map((listener) => [`${listener.node} ${listener.id}`, listener]),
  );
  const remote = new Map<Listener, Link[]>();
  if (loopback.size === 0) return remote;
  const { owner } = lookupIn(deployment);
  for (const link of links) {
    const listener = loopback.get(`${link.target} ${link.listener}`);
    if (!listener || !CONNECTED.has(link.outcome) || owner(link).host === listener.host) continue;
    if (link.basis === 'assumed' && isIdle(owner(link), link, deployment)) continue;
    entryOf(remote, listener, () => []).push(link);
  }
  return remote;
}

/** A node that plays every role, where another one is there for the role of this link alone, has the part that dials for nothing. */
function isIdle({ id, roles }: Node, { id: link }: Link, { nodes, links }: Deployment): boolean {
  const others = nodes.filter(
    (other) =>
      other.id !== id && other.roles.length < roles.length && other.roles.every((role) => roles.includes(role)),
  );
  return others.some((other) => links.some(({ node, id: own }) => node === other.id && own === link));
}

function problemOf(listener: Listener, links: readonly Link[], deployment: Deployment): ProblemOf<Unreachable> {
  const { owner } = lookupIn(deployment);
  const callers = [...new Set(links.map(owner))];
  const clients = callers.map(({ id }) => id);
  return {
    message: 'loopback',
    data: { clients, server: listener.node, listener: listener.id, port: listener.port, host: listener.host },
    at: {
      ...owner(listener).place,
      part: 'key',
      label: `${listener.node}: ${listener.id} listens on 127.0.0.1:${listener.port}`,
    },
    related: callers.map(({ id, place }) => ({ ...place, part: 'key', label: `${id}: on another host` })),
    subject: { host: listener.host, nodes: [listener.node], listeners: [listener.id] },
    notes: [`once it is opened in the product, write ports.${listener.id}.bind of ${listener.node} into the topology`],
  };
}
