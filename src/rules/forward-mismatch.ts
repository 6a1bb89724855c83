import { diallersOf } from '../deployment/dead-ends.js';
import { type Group, groupBy, lookupIn } from '../deployment/lookup.js';
import { nearestListener } from '../deployment/nearest.js';
import type { Deployment, Host, Node } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import type { DeadTarget, Forward, ForwardTarget } from '../model/topology.js';
import { didYouMean } from '../values/did-you-mean.js';
import { sumText } from '../values/ports.js';
import { present } from '../values/present.js';
import { defineRule, listed } from './rule.js';

type ForwardMessages = {
  /** The node does not open the listener that is named. */
  readonly closed: {
    readonly host: string;
    readonly port: number;
    readonly node: string;
    readonly listener: string;
    readonly hint: string;
  };
  /** Nothing listens on the number that is named. */
  readonly silent: Way & {
    readonly node: string;
    /** Absent where several nodes are on the host of that name. */
    readonly profile?: string;
    readonly target: string;
    readonly nearest?: { readonly listener: string; readonly port: number };
  };
  /** The front end behind it has no such port. */
  readonly absent: Way & {
    readonly by: string;
    readonly name: string;
    readonly target: string;
    readonly ports: readonly number[];
  };
  /** A front end of that name does not exist. */
  readonly missing: Way & { readonly by: string; readonly name: string; readonly hint: string };
  /** A Service that leads to no pod. */
  readonly empty: Omit<Way, 'port'> & { readonly ports: readonly number[] };
};

/** A port of a front end, and the nodes that dial it. */
type Way = {
  readonly host: string;
  readonly port: number;
  readonly dialledBy: readonly string[];
};

export const forwardMismatch = defineRule<ForwardMessages>({
  id: 'forward-mismatch',
  severity: 'error',
  summary: 'a load balancer, Service or Ingress leads to a listener that does not exist or is closed',
  why: 'Clients reach the front end and get a bad gateway error: the node behind it does not open that listener in its profile, or the listener is disabled.',
  remedy: 'Forward to a listener that the node opens; `wso2-topology ports --node <node>` lists them.',
  example: {
    bad: `version: 1
hosts:
  lb: { forwards: [{ port: 443, to: ["control-plane:passthrough-https"] }] }
  app1: {}
  app2: {}
nodes:
  control-plane: { host: app1, product: wso2am, version: 4.2.0, profile: control-plane }
  gateway: { host: app2, product: wso2am, version: 4.2.0, profile: gateway-worker }
rules: { privileged-port: off }
`,
    good: `version: 1
hosts:
  lb: { forwards: [{ port: 443, to: ["gateway:passthrough-https"] }] }
  app1: {}
  app2: {}
nodes:
  control-plane: { host: app1, product: wso2am, version: 4.2.0, profile: control-plane }
  gateway: { host: app2, product: wso2am, version: 4.2.0, profile: gateway-worker }
`,
  },
  sources: ['the topology and the catalogue', 'kubernetes-apim issues 42, 49, 263', 'kubernetes-mi issues 5 and 7'],
  messages: {
    closed: ({ host, port, node, listener, hint }) =>
      `${host} forwards ${port} to ${listener} of ${node}, which ${node} does not open${hint}`,
    silent: ({ host, port, node, profile, target, nearest, dialledBy }) =>
      `${diallersText(dialledBy)}${host}:${port} -> ${/^\d/.test(target) ? 'port' : 'the port named'} ${target} of ${node}${profile === undefined ? '' : ` (${profile})`}: nothing listens there${
        nearest ? `; ${nearest.listener} is ${nearest.port}` : ''
      }`,
    absent: ({ host, port, by, name, target, ports, dialledBy }) =>
      `${diallersText(dialledBy, `${host}:${port}, and `)}${by} leads to port ${target} of ${name}, which has ${listed(ports.map(String))}`,
    missing: ({ host, port, by, name, hint, dialledBy }) =>
      `${diallersText(dialledBy, `${host}:${port}, and `)}${by} leads to ${name}, which does not exist${hint}`,
    empty: ({ host, ports, dialledBy }) =>
      `${diallersText(dialledBy, `${host}, and `)}${host} selects no pods: nothing answers on ${listed(ports.map(String))}`,
  },
  check: function* (deployment) {
    for (const host of deployment.hosts) {
      for (const forward of host.forwards)
        for (const target of forward.to) yield* problemsOf(host, forward, target, deployment);
      yield* deadProblems(host, deployment);
      yield* emptyProblems(host, deployment);
    }
  },
});

/** `gateway dials `, in front of the way that it takes, or `gateway dials lb:443, and `, in front of what is there. */
function diallersText(nodes: readonly string[], way = ''): string {
  return nodes.length === 0 ? '' : `${listed(nodes)} ${nodes.length === 1 ? 'dials' : 'dial'} ${way}`;
}

/** One target of several ports of a front end is one problem: an Ingress leads 443 and 80 to the same Service. */
function* deadProblems(host: Host, deployment: Deployment): Iterable<ProblemOf<ForwardMessages>> {
  const dead = host.forwards.flatMap((forward) => forward.dead.map((target) => ({ forward, target })));
  const isService = host.kind === 'service';
  const groups = groupBy(dead, ({ forward: { port, path, by }, target: { name, port: to } }) =>
    JSON.stringify([isService ? port : 0, path, by, name, to]),
  );
  for (const group of groups.values()) yield deadProblem(host, group, deployment);
}

function deadProblem(
  host: Host,
  group: Group<{ readonly forward: Forward; readonly target: DeadTarget }>,
  deployment: Deployment,
): ProblemOf<ForwardMessages> {
  const { node: nodeOf, listenersOf, host: hostOf } = lookupIn(deployment);
  const [{ forward, target }] = group;
  const { name, port: text, place } = target;
  const dials = group.flatMap(({ forward: { port } }) => diallersOf(host.id, port, deployment));
  const way: Way = { host: host.id, port: forward.port, dialledBy: [...new Set(dials.map(({ node }) => node))] };
  const node = nodeOf(name);
  const by = forward.by ?? host.id;
  const nearest = nearestListener(listenersOf(name), Number(text));
  const subject = {
    host: host.id,
    nodes: node ? [name] : [],
    listeners: [],
    detail: `${forward.port}${forward.path ?? ''} ${text}`,
  };
  const diallers = dials.map((dial) => ({ ...dial.place, label: `${dial.node} dials ${host.id}:${forward.port}` }));
  if (target.lacks === 'host')
    return {
      message: 'missing',
      data: { ...way, by, name, hint: didYouMean(name, servicesIn(deployment)) },
      at: { ...place, label: `there is no ${name}` },
      related: diallers,
      subject,
    };
  if (target.lacks === 'forward')
    return {
      message: 'absent',
      data: {
        ...way,
        by,
        name,
        target: text,
        ports: [...new Set(hostOf(name)?.forwards.map(({ port }) => port))],
      },
      at: { ...place, label: `${name} has no port ${text}` },
      related: [...placesOf(hostOf(name)), ...diallers],
      subject,
    };
  return {
    message: 'silent',
    data: {
      ...way,
      node: name,
      target: text,
      ...present({ profile: node?.profile, nearest: nearest && { listener: nearest.id, port: nearest.port } }),
    },
    at: { ...place, label: `nothing of ${name} listens on ${text}` },
    related: [
      ...(nearest
        ? [{ ...nearest.place, label: `${name}: ${nearest.id} = ${sumText(nearest)}` }]
        : placesOf(node ?? hostOf(name))),
      ...diallers,
    ],
    subject,
  };
}

function servicesIn({ hosts }: Deployment): readonly string[] {
  return hosts.filter(({ kind }) => kind === 'service').map(({ id }) => id);
}

function placesOf(owner: Host | Node | undefined): Label[] {
  return [owner].filter((each) => each !== undefined).map(({ place, id }) => ({ ...place, part: 'key', label: id }));
}

/** A Service behind which the plan has no pod at all. */
function* emptyProblems(host: Host, deployment: Deployment): Iterable<ProblemOf<ForwardMessages>> {
  const empty = host.forwards.filter(
    ({ to, dead, port, isUncertain }) => to.length + dead.length === 0 && !isUncertain && !isOccupied(host, port),
  );
  if (host.kind !== 'service' || empty.length === 0 || empty.length < host.forwards.length) return;
  const dials = empty.flatMap(({ port }) => diallersOf(host.id, port, deployment));
  yield {
    message: 'empty',
    data: {
      host: host.id,
      ports: empty.map(({ port }) => port),
      dialledBy: [...new Set(dials.map(({ node }) => node))],
    },
    at: { ...host.place, part: 'key', label: 'no pod has the labels that it selects' },
    related: dials.map((dial) => ({ ...dial.place, label: `${dial.node} dials ${host.id}` })),
    subject: { host: host.id, nodes: [], listeners: [], detail: 'selects nothing' },
  };
}

function isOccupied({ occupied }: Host, port: number): boolean {
  return occupied.some(({ from, to }) => from <= port && port <= to);
}

function* problemsOf(
  host: Host,
  forward: Forward,
  { node, listener, place }: ForwardTarget,
  deployment: Deployment,
): Iterable<ProblemOf<ForwardMessages>> {
  const { owner: ownerOf, listener: listenerOf, listenersOf } = lookupIn(deployment);
  if (listenerOf(node, listener)) return;
  const { id, product, release, profile, place: nodePlace } = ownerOf({ node });
  const hint = didYouMean(
    listener,
    listenersOf(node).map((each) => each.id),
  );
  yield {
    message: 'closed',
    data: { host: host.id, port: forward.port, node, listener, hint },
    at: { ...place, label: `${node} does not open ${listener}` },
    related: [{ ...nodePlace, part: 'key', label: `${id}: ${product} ${release}, profile ${profile}` }],
    subject: { host: host.id, nodes: [node], listeners: [listener], detail: String(forward.port) },
  };
}
