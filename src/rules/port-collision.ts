import { type Clash, clashesOf } from '../deployment/clashes.js';
import { type Group, groupBy, lookupIn, mapGroup } from '../deployment/lookup.js';
import type { Socket } from '../deployment/sockets.js';
import type { Deployment } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import { DisjointSets } from '../values/disjoint-sets.js';
import { at } from '../values/lists.js';
import { formatRange } from '../values/ports.js';
import { present } from '../values/present.js';
import { publishedFixes } from './published-fixes.js';
import { defineRule, listed, listedBriefly, type PortOwner } from './rule.js';

type Collision = {
  readonly host: string;
  /** `tcp`, `udp` or both. */
  readonly protocol: string;
  readonly ports: Group<{
    readonly port: number;
    /** The last of several ports in a row; absent for a single port. */
    readonly lastPort?: number;
    readonly protocol: Protocol;
    /** Who wants it. */
    readonly listeners: readonly PortOwner[];
  }>;
  readonly nodes: readonly string[];
};

/** A knot of nodes that clash on one port, or on several. */
type Collisions = { readonly one: Collision; readonly many: Collision };

export const portCollision = defineRule<Collisions>({
  id: 'port-collision',
  severity: 'error',
  clearedBy: 'offset',
  summary: 'two sockets of one host want the same port, protocol and address',
  why: 'Only one process can bind a port of an address. The second node logs a bind error during its start and often keeps running without that listener.',
  remedy:
    'Give one of the nodes another offset. Ports that the offset does not move need another value, another bind address or another host.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  key-manager: { host: app1, product: wso2is, version: 5.10.0 }
  gateway: { host: app1, product: wso2mi, version: 4.2.0, ports: { passthrough-https: 9433 } }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  key-manager: { host: app1, product: wso2is, version: 5.10.0 }
  gateway: { host: app1, product: wso2mi, version: 4.2.0 }
`,
  },
  sources: [
    'Vendor page "Changing the Default Ports with Offset"',
    'product-apim issues 3395 and 10461',
    'product-ei issue 974',
  ],
  messages: { one: onePort, many: manyPorts },
  check: function* (deployment) {
    for (const clashes of knotsOf(clashesOf(deployment))) yield problemOf(clashes, deployment);
  },
  ports: ({ data: { host, ports } }) =>
    ports.map(({ port, protocol, listeners }) => ({ host, port, protocol, owners: listeners })),
  fixes: (problem, deployment) => publishedFixes(problem.data, deployment),
});

/** Groups clashes by root cause: a knot of owners on one host, each of which clashes with another one of them. */
function knotsOf(clashes: readonly Clash[]): readonly Group<Clash>[] {
  const knots = new DisjointSets();
  const firsts = clashes.map(({ host, sockets }) => {
    const [first = '', ...others] = sockets.map((socket) => `${host} ${ownerKey(socket)}`);
    for (const other of others) knots.join(first, other);
    return first;
  });
  const byKnot = groupBy(clashes.keys(), (index) => knots.representative(at(firsts, index)));
  return [...byKnot.values()].map((knot) => mapGroup(knot, (index) => at(clashes, index)));
}

/** Returns who wants a port: the container that publishes it, the node, or the host that forwards it. */
function ownerOf({ node, container, host }: PortOwner): string {
  return container ?? node ?? String(host);
}

/** Returns what owners are called: by their names, and by their kinds where two of them have one name. */
function namesOf(owners: readonly PortOwner[]): string[] {
  const keys = [...new Set(owners.map(ownerKey))];
  const names = [...new Set(owners.map(ownerOf))];
  return names.length < keys.length ? keys : names;
}

/** Distinguishes owners: a container, a node and a host may have one name. */
function ownerKey(owner: PortOwner): string {
  const kind = owner.container === undefined ? (owner.node === undefined ? 'host' : 'node') : 'container';
  return `${kind} ${ownerOf(owner)}`;
}

function problemOf(clashes: Group<Clash>, deployment: Deployment): ProblemOf<Collisions> {
  const sockets = clashes.flatMap((clash) => clash.sockets);
  const owners = [...groupBy(sockets, ownerKey).values()];
  const nodes = [...new Set(sockets.flatMap(({ node }) => node ?? []))];
  const labels =
    clashes.length === 1 && owners.length === 1
      ? sockets.map((socket) => ({ ...socket.place, label: `${ownerOf(socket)}: ${sumOf(socket)}` }))
      : owners.map((own) => labelOf(own, deployment));
  const { host } = clashes[0];
  const data = {
    host,
    protocol: [...new Set(clashes.map(({ protocol }) => protocol))].join('/'),
    ports: mapGroup(clashes, ({ port, lastPort, protocol, sockets: own }) => ({
      port,
      ...present({ lastPort }),
      protocol,
      listeners: own.map(ownership),
    })),
    nodes,
  };
  return {
    message: countOf(clashes) === 1 ? 'one' : 'many',
    data,
    at: at(labels, labels.length - 1),
    related: labels.slice(0, -1),
    subject: {
      host,
      nodes: [...new Set([...sockets.map(ownerOf), ...nodes])],
      listeners: [
        ...new Set(sockets.map(({ listener, published, forward }) => listener ?? published ?? String(forward))),
      ],
    },
    notes:
      countOf(clashes) === 1
        ? []
        : [
            ...clashes.slice(0, SHOWN_PORTS).map(lineOf),
            ...(clashes.length > SHOWN_PORTS ? [`and ${clashes.length - SHOWN_PORTS} more ports`] : []),
          ],
  };
}

/** Ports of one knot that are listed with their owners. */
const SHOWN_PORTS = 40;

function lineOf(clash: Clash): string {
  return `${numbersOf(clash)}/${clash.protocol}: ${clash.sockets.map(named).join(', ')}`;
}

function ownership({ node, listener, container, published, forward, host }: Socket): PortOwner {
  if (node !== undefined && listener !== undefined && container === undefined) return { node, listener };
  return present({ node, listener, container, published, host: forward === undefined ? undefined : host, forward });
}

/** Returns the label of one owner: the sum if it has one port, else the number of its ports. */
function labelOf(sockets: Group<Socket>, deployment: Deployment) {
  const [first] = sockets;
  const owner = ownerOf(first);
  const node = first.container === undefined ? lookupIn(deployment).node(first.node) : undefined;
  const { place } = first;
  const count = countOf(sockets);
  if (count === 1) return { label: `${owner}: ${sumOf(first)}`, ...place };
  const shared = sockets.every((socket) => socket.place.path.join('/') === place.path.join('/'));
  const fallback = shared ? place : (node?.offsetPlace ?? place);
  return {
    label: node ? `${owner}: ${count} ports at offset ${node.offset}` : `${owner}: ${count} ports`,
    ...fallback,
  };
}

/** One port, or several in a row. */
interface Ports {
  readonly port: number;
  readonly lastPort?: number;
}

function countOf(ports: readonly Ports[]): number {
  return ports.reduce((count, { port, lastPort = port }) => count + lastPort - port + 1, 0);
}

function numbersOf({ port, lastPort = port }: Ports): string {
  return formatRange({ from: port, to: lastPort });
}

function sumOf({ listener, derivation, published, forward }: Socket): string {
  return published === undefined && forward === undefined ? `${listener} = ${derivation}` : derivation;
}

function named(socket: PortOwner): string {
  if (socket.forward !== undefined) return `${socket.host} (forward to ${socket.forward})`;
  const inside = socket.listener ?? socket.published;
  return socket.container === undefined
    ? `${socket.node} (${inside})`
    : `${socket.container} (published ${socket.published})`;
}

function onePort({ host, ports: [{ port, listeners }] }: Collision): string {
  return `port ${port} on ${host} is taken by ${listed(listeners.map(named))}`;
}

function manyPorts({ host, ports }: Collision): string {
  const isMixed = new Set(ports.map(({ protocol }) => protocol)).size > 1;
  const owners = namesOf(ports.flatMap(({ listeners }) => listeners));
  const shown = ports.slice(0, 4);
  const more = countOf(ports) - countOf(shown);
  const texts = shown.map((each) => (isMixed ? `${numbersOf(each)}/${each.protocol}` : numbersOf(each)));
  const numbers = more > 0 ? `${texts.join(', ')} and ${more} more` : listed(texts);
  const who = owners.length === 1 ? `${owners[0]} twice` : listedBriefly(owners);
  return `${countOf(ports)} ports on ${host} are taken by ${who}: ${numbers}`;
}
