import { groupBy, listenersByNode } from '../deployment/lookup.js';
import type { Host, Listener } from '../model/deployment.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { DeadTarget, Forward, ForwardTarget, Hop, Occupied } from '../model/topology.js';
import { known } from '../values/memo.js';
import { contains } from '../values/ports.js';
import { present } from '../values/present.js';
import { mayOpenOn, type PlacedNode } from './listeners.js';
import type { ResolvedNode } from './nodes.js';
import { unknownReference } from './reference.js';

/** Hosts whose forwards name nodes and hosts that exist, and listeners by their canonical ids; a target on a node that is unknown, or of which nothing is known, is left out. */
export function withForwards(
  hosts: readonly Host[],
  nodes: readonly ResolvedNode[],
  unresolved: ReadonlySet<string>,
  problems: ReferenceProblem[],
): readonly Host[] {
  if (!hosts.some(isForwarding)) return hosts;
  const byId = new Map(nodes.map((node) => [node.plan.id, node]));
  const hostIds = new Set(hosts.map(({ id }) => id));
  const resolve = (host: Host, target: ForwardTarget): ForwardTarget[] => {
    const node = byId.get(target.node);
    if (node) return [{ ...target, listener: node.names.listeners.get(target.listener)?.id ?? target.listener }];
    // An Ingress names a Service, which may be in other files.
    if (hostIds.has(target.node) || host.kind === 'ingress') return [target];
    if (!unresolved.has(target.node))
      problems.push(
        unknownReference({
          kind: 'node',
          name: target.node,
          place: target.place,
          by: `forward of host ${host.id}`,
          legal: [...byId.keys(), ...unresolved],
        }),
      );
    return [];
  };
  return hosts.map((host) => ({
    ...host,
    forwards: host.forwards.map((forward) => ({
      ...forward,
      to: forward.to.flatMap((target) => resolve(host, target)),
    })),
  }));
}

/**
 * Hosts whose forwards lead to listeners: port numbers are what listens on them, and other front ends are what is behind them. What leads
 * nowhere is dead; a port that other software holds is that software's on every front end before it.
 */
export function withTargets(
  hosts: readonly Host[],
  nodes: readonly PlacedNode[],
  listeners: readonly Listener[],
): readonly Host[] {
  if (!hosts.some(isForwarding)) return hosts;
  const targets = new Targets(hosts, nodes, listeners);
  return withServices(
    hosts.map((host) => (isForwarding(host) ? targets.resolved(host) : host)),
    listeners,
  );
}

/** Pods with the Services that lead to what listens in them. */
function withServices(hosts: readonly Host[], listeners: readonly Listener[]): readonly Host[] {
  const hostOf = new Map(listeners.map(({ node, host }) => [node, host]));
  const served = hosts
    .filter(({ kind }) => kind === 'service')
    .flatMap(({ id, forwards }) =>
      forwards.flatMap(({ port, to }) =>
        to.map((target) => ({ ...target, by: { host: id, port }, isShared: to.length > 1 })),
      ),
    )
    .sort((a, b) => Number(a.isShared) - Number(b.isShared));
  const byPod = groupBy(served, ({ node }) => known(hostOf, node));
  return hosts.map((host) => {
    const servedBy = host.kind === 'pod' ? byPod.get(host.id) : undefined;
    return servedBy ? { ...host, servedBy } : host;
  });
}

function isForwarding({ forwards }: Host): boolean {
  return forwards.length > 0;
}

/** The listener or front end behind a target. */
interface Found {
  readonly to: readonly ForwardTarget[];
  readonly dead: readonly DeadTarget[];
  readonly occupied: readonly Occupied[];
  /** The sources leave open whether a node answers there. */
  readonly isUncertain?: true;
}

const NOTHING: Found = { to: [], dead: [], occupied: [] };

/** Front ends in a row that are followed: real ones have fewer, and a circle of them ends. */
const MAX_HOPS = 8;

class Targets {
  private readonly hosts: ReadonlyMap<string, Host>;
  private readonly nodes: readonly PlacedNode[];
  private readonly byNode: ReadonlyMap<string, readonly Listener[]>;
  private readonly byHost: ReadonlyMap<string, readonly Listener[]>;

  constructor(hosts: readonly Host[], nodes: readonly PlacedNode[], listeners: readonly Listener[]) {
    this.hosts = new Map(hosts.map((host) => [host.id, host]));
    this.byNode = listenersByNode(listeners);
    this.byHost = groupBy(listeners, ({ host }) => host);
    this.nodes = nodes;
  }

  resolved(host: Host): Host {
    const found = host.forwards.map((forward) => ({ forward, found: this.leadsTo(forward, MAX_HOPS) }));
    return {
      ...host,
      occupied: [
        ...host.occupied,
        ...found.flatMap(({ forward, found: { occupied } }) =>
          occupied.map((entry) => ({
            ...entry,
            from: forward.port,
            to: forward.port,
            bind: forward.bind,
            isForwarded: true as const,
          })),
        ),
      ],
      forwards: found.map(({ forward, found: { to, dead, isUncertain } }) => ({
        ...forward,
        ...present({ isUncertain }),
        to,
        dead,
      })),
    };
  }

  private leadsTo(forward: Forward, hops: number): Found {
    return joined(forward.to.map((target) => this.follow(target, forward, hops)));
  }

  private follow(target: ForwardTarget, forward: Forward, hops: number): Found {
    const { node: name, listener: text, place } = target;
    const host = this.hosts.get(name);
    const own = this.byNode.get(name);
    const isNamed = !/^\d{1,5}$/.test(text);
    if (host && isForwarding(host) && !(own && isNamed)) return this.through(host, target, hops);
    if (own && isNamed) return { ...NOTHING, to: [target] };
    const port = Number(text);
    const listeners = own ?? this.byHost.get(name) ?? [];
    const listener = listeners.find((each) => each.port === port && each.protocol === forward.protocol);
    if (listener) return { ...NOTHING, to: [{ ...target, node: listener.node, listener: listener.id }] };
    const machine = host ?? this.hosts.get(own?.[0]?.host ?? '');
    const occupied = machine?.occupied.filter((entry) => contains(entry, port)) ?? [];
    if (occupied.length > 0) return { ...NOTHING, occupied: occupied.slice(0, 1) };
    if (!host && !own) return { ...NOTHING, dead: [{ name, port: text, lacks: 'host', place }] };
    const asked = this.nodes.filter(({ plan }) => plan.id === name || plan.host.id === name);
    // A host of which the plan names no node may run anything.
    if (asked.length === 0) return NOTHING;
    if (asked.some((node) => mayOpenOn(node, port))) return { ...NOTHING, isUncertain: true };
    const [only, second] = asked.map(({ plan }) => plan.id);
    return {
      ...NOTHING,
      dead: [{ name: second === undefined ? (only ?? name) : name, port: text, lacks: 'listener', place }],
    };
  }

  /** The targets behind a port of another front end, by way of that front end. */
  private through(host: Host, { listener: text, place }: ForwardTarget, hops: number): Found {
    const port = Number(text);
    const forwards = host.forwards.filter((forward) => forward.port === port);
    if (forwards.length === 0 && host.occupied.some((entry) => contains(entry, port))) return NOTHING;
    if (forwards.length === 0) return { ...NOTHING, dead: [{ name: host.id, port: text, lacks: 'forward', place }] };
    if (hops === 0) return NOTHING;
    const hop: Hop = { host: host.id, port };
    const behind = joined(forwards.map((forward) => this.leadsTo(forward, hops - 1)));
    // A dead target behind it is reported there.
    return {
      ...behind,
      dead: [],
      to: behind.to.map((target) => ({ ...target, place, via: [hop, ...(target.via ?? [])] })),
    };
  }
}

function joined(found: readonly Found[]): Found {
  return {
    to: found.flatMap(({ to }) => to),
    dead: found.flatMap(({ dead }) => dead),
    occupied: found.flatMap(({ occupied }) => occupied),
    ...(found.some(({ isUncertain }) => isUncertain) ? { isUncertain: true } : {}),
  };
}
