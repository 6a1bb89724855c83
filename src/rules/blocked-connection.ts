import { endsOf } from '../deployment/ends.js';
import { lookupIn } from '../deployment/lookup.js';
import { behindService, type ServedEnd } from '../deployment/services.js';
import type { Deployment, Host, Link } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { isNumeric } from '../values/addresses.js';
import { defineRule, listed } from './rule.js';

type BlockedMessages = {
  readonly blocked: {
    readonly node: string;
    readonly link: string;
    readonly target: string;
    /** Of the pod, 1-65535. */
    readonly port: number;
    readonly direction: 'in' | 'out';
    readonly by: readonly string[];
  };
  /** The name in an endpoint cannot be looked up. */
  readonly lookup: {
    readonly node: string;
    readonly link: string;
    readonly name: string;
    readonly by: readonly string[];
  };
};

export const blockedConnection = defineRule<BlockedMessages>({
  id: 'blocked-connection',
  severity: 'error',
  summary: 'a NetworkPolicy forbids a connection that the plan makes',
  why: 'As soon as one policy names a pod in a direction, everything that no policy allows there is dropped: the connection times out, and nothing in the configuration of either server looks wrong.',
  remedy:
    'Allow the pod and the port, which is that of the pod and not of its Service; `wso2-topology flows --format networkpolicy` writes policies that allow what the plan needs.',
  example: {
    bad: `version: 1
hosts:
  icp-service: { kind: service, forwards: [{ port: 9445, to: ["icp-pod:9445"] }] }
  icp-pod: { kind: pod, policies: [{ direction: in, peers: [], by: NetworkPolicy/deny-all }] }
  mi-pod: { kind: pod }
nodes:
  icp: { host: icp-pod, product: wso2icp, version: 2.0.0 }
  mi: { host: mi-pod, product: wso2mi, version: 4.6.0, links: { icp-heartbeat: { url: "https://icp-service:9445" } } }
`,
    good: `version: 1
hosts:
  icp-service: { kind: service, forwards: [{ port: 9445, to: ["icp-pod:9445"] }] }
  icp-pod: { kind: pod, policies: [{ direction: in, peers: [mi-pod], ports: [9445], by: NetworkPolicy/icp }] }
  mi-pod: { kind: pod }
nodes:
  icp: { host: icp-pod, product: wso2icp, version: 2.0.0 }
  mi: { host: mi-pod, product: wso2mi, version: 4.6.0, links: { icp-heartbeat: { url: "https://icp-service:9445" } } }
`,
  },
  sources: ['Kubernetes documentation: Network Policies'],
  messages: {
    blocked: ({ node, link, target, port, direction, by }) =>
      `${listed(by)} ${by.length === 1 ? 'lets' : 'let'} ${node} not ${direction === 'in' ? 'reach' : 'connect to'} port ${port} of ${target} (${link})`,
    lookup: ({ node, link, name, by }) =>
      `${listed(by)} ${by.length === 1 ? 'lets' : 'let'} ${node} not look up names: port ${DNS} is closed, and ${name} is one (${link})`,
  },
  check: function* (deployment) {
    if (deployment.hosts.every(({ policies }) => policies === undefined)) return;
    const told = new Set<string>();
    for (const link of deployment.links) yield* problemsOf(link, deployment, told);
    for (const link of deployment.links) yield* lookupProblems(link, deployment, told);
  },
});

/** One for each pair of nodes, port and direction, however many links need it. */
function* problemsOf(link: Link, deployment: Deployment, told: Set<string>): Iterable<ProblemOf<BlockedMessages>> {
  if (link.outcome !== 'match' && link.outcome !== 'derived') return;
  const { host: hostOf, owner } = lookupIn(deployment);
  const from = hostOf(owner(link).host);
  const ends = endsOf(link, deployment).flatMap((end) => behindService(end, deployment));
  for (const end of ends) {
    const to = hostOf(end.host);
    if (from?.kind !== 'pod' || to?.kind !== 'pod' || from === to) continue;
    for (const [direction, pod, peer] of [['out', from, to.id] as const, ['in', to, from.id] as const]) {
      const key = `${link.node} ${end.node} ${end.port} ${direction}`;
      const by = blockedBy(pod, peer, end.port, direction);
      if (by.length === 0 || told.has(key)) continue;
      told.add(key);
      yield problemOf(link, end, direction, by, pod);
    }
  }
}

/** One for each pod. */
function* lookupProblems(
  { id, node, outcome, dialledHost, endpoint, place }: Link,
  deployment: Deployment,
  told: Set<string>,
): Iterable<ProblemOf<BlockedMessages>> {
  const { host: hostOf, owner } = lookupIn(deployment);
  const pod = hostOf(owner({ node }).host);
  const name = endpoint?.host;
  if (outcome !== 'match' || pod?.kind !== 'pod' || name === undefined || isNumeric(name) || dialledHost === pod.id)
    return;
  const by = silencedBy(pod);
  if (by.length === 0 || told.has(pod.id)) return;
  told.add(pod.id);
  yield {
    message: 'lookup',
    severity: 'warning',
    data: { node, link: id, name, by },
    at: { ...place, label: `${node}: ${id} needs the address of ${name}` },
    related: [policiesLabel(pod, by)],
    subject: { host: pod.id, nodes: [node], listeners: [id], detail: 'out dns' },
  };
}

/** The policies that hold for a pod and none of which allows a connection; none where one does. */
function blockedBy({ policies = [] }: Host, peer: string, port: number, direction: 'in' | 'out'): readonly string[] {
  const own = policies.filter((policy) => policy.direction === direction);
  const isAllowed = own.some(
    ({ protocol, peers, ports }) =>
      protocol !== 'udp' &&
      (peers?.includes(peer) ?? true) &&
      (ports?.some((allowed) => isPortOf(allowed, port)) ?? true),
  );
  return isAllowed ? [] : namesOf(own);
}

/** The policies that let a pod ask nobody for the address of a name; who answers is seldom in the plan, so that the port alone decides. */
function silencedBy({ policies = [] }: Host): readonly string[] {
  const own = policies.filter(({ direction }) => direction === 'out');
  const asks = own.some(({ ports }) => ports?.some((allowed) => isPortOf(allowed, DNS)) ?? true);
  return asks ? [] : namesOf(own);
}

const DNS = 53;

function isPortOf(allowed: number | string, port: number): boolean {
  if (typeof allowed === 'number') return allowed === port;
  const [from = 0, to = 0] = allowed.split('-').map(Number);
  return from <= port && port <= to;
}

function namesOf(policies: NonNullable<Host['policies']>): readonly string[] {
  return [...new Set(policies.map(({ by = 'a policy' }) => by))];
}

function policiesLabel({ id, place }: Host, by: readonly string[]): Label {
  return { ...place, part: 'key', label: `${listed(by)} ${by.length === 1 ? 'holds' : 'hold'} for ${id}` };
}

function problemOf(
  { node, id, place }: Link,
  { node: target, port }: ServedEnd,
  direction: 'in' | 'out',
  by: readonly string[],
  pod: Host,
): ProblemOf<BlockedMessages> {
  return {
    message: 'blocked',
    data: { node, link: id, target, port, direction, by },
    at: { ...place, label: `${node}: ${id} needs port ${port} of ${target}` },
    related: [policiesLabel(pod, by)],
    subject: { host: pod.id, nodes: [node, target], listeners: [id], detail: `${direction} ${port}` },
  };
}
