import type { Literal } from '../deployment/literals.js';
import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { fixesOfLiteral } from './link-mismatch.js';
import { literalsWhere, ordinalOf } from './literal-lookup.js';
import { labelOf, listenerLabel, wrongEnd } from './literal-problem.js';
import type { WrittenLink } from './literal-text.js';
import { counted, defineRule, listed } from './rule.js';

type Misled = WrittenLink & {
  /** The own listener that answers, or the one that is meant. */
  readonly listener: string;
  readonly expectedHost?: string | undefined;
  readonly expectedPort?: number | undefined;
};

type OwnMessages = {
  /** An own listener answers. */
  readonly self: Misled;
  /** The node dials a port on itself that it does not open: the default was not changed. */
  readonly closed: Misled & { readonly profile: string; readonly candidates: readonly string[] };
  /** A shipped value lands on the node itself by arithmetic. */
  readonly accident: { readonly node: string; readonly link: string; readonly listener: string };
  /** The files of a node say nothing of the nodes that it needs, so that it dials itself. */
  readonly left: {
    readonly node: string;
    readonly links: readonly string[];
    /** The own ports that it dials, 1-65535. */
    readonly ports: readonly number[];
    readonly candidates: readonly string[];
  };
  /** No node of the plan plays the roles that the node needs. */
  readonly shipped: { readonly node: string; readonly links: readonly string[]; readonly roles: readonly string[] };
};

export const linkSelf = defineRule<OwnMessages>({
  id: 'link-self',
  severity: 'error',
  summary: 'an endpoint meant for another node lands on the node itself',
  why: 'localhost is the shipped value of nearly every link, and is right only for the all-in-one profile: a gateway has no traffic manager on its own 9611. With a port that is also a port of the node itself, such as 9445 at offset 2, the node connects to itself, and no connection is refused.',
  remedy: 'Write the host and the effective port of the node that is meant.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { app1: {} }
nodes:
  gateway: { host: app1, profile: gateway-worker, offset: 2, links: { event-hub-rest: { to: cp, url: "https://localhost:9445/services/" } } }
  cp: { host: app1, profile: control-plane, offset: 4 }
rules: { manual-edit: off }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { app1: {} }
nodes:
  gateway: { host: app1, profile: gateway-worker, offset: 2, links: { event-hub-rest: { to: cp, url: "https://localhost:9447/services/" } } }
  cp: { host: app1, profile: control-plane, offset: 4 }
rules: { manual-edit: off }
`,
  },
  sources: ['carbon-apimgt issue 1336', 'product-apim issue 5048'],
  messages: {
    self: ({ node, links, dialled, listener, target }) =>
      `${listed(links)} of ${node} on ${dialled} lands on ${node} itself (${listener})${target === undefined ? '' : `, not on ${target}`}`,
    closed: ({ node, links, endpoint, profile, listener, candidates }) =>
      `${node} dials ${endpoint} (${listed(links)}): that is ${node} itself, which opens no ${listener} as ${profile}${doText(candidates)}`,
    accident: ({ node, link, listener }) => `${link} of ${node} as shipped lands on ${node} itself (${listener})`,
    left: ({ node, links, ports, candidates }) =>
      `${node} leaves ${listed(links)} as shipped, at its own localhost (${ports.join(', ')}); ${listed(candidates)} ${candidates.length === 1 ? 'is' : 'are'} meant`,
    shipped: ({ node, links, roles }) =>
      `${node} ships with its own localhost for ${counted(links.length, 'link')}; who plays ${listed(roles)}?`,
  },
  check: function* (deployment) {
    // Members are right to list themselves too; endpoints published to clients have another rule.
    const own = literalsWhere(
      deployment,
      ({ kind, outcome }) => outcome === 'self' && kind !== 'members' && kind !== 'advertised',
    );
    for (const literal of own) yield ownProblem(literal, deployment);
    for (const link of deployment.links)
      if (isShippedSelf(link) && link.targets.length === 0) yield accidentProblem(link, deployment);
    yield* leftProblems(deployment);
    yield* shippedProblems(deployment);
  },
  fixes: function* (problem, deployment) {
    if (problem.message === 'self' || problem.message === 'closed') yield* fixesOfLiteral(problem, deployment);
  },
});

function doText(candidates: readonly string[]): string {
  if (candidates.length === 0) return '';
  return `; ${listed(candidates)} ${candidates.length === 1 ? 'does' : 'do'}`;
}

/**
 * No node of the plan plays the role, and the node is on a machine, where a server that is not in the plan may run: in a container
 * nothing else answers on localhost.
 */
function isBesideUnlisted({ node, targets, reached }: Link, deployment: Deployment): boolean {
  const { owner, host } = lookupIn(deployment);
  const { on, kind } = host(owner({ node }).host) ?? {};
  return reached === undefined && targets.length === 0 && on === undefined && kind === undefined;
}

/** A warning where a node that plays the other end as well may mean itself, or a server that the plan does not list; never where it copies to others. */
function ownProblem(literal: Literal, deployment: Deployment): ProblemOf<OwnMessages> {
  const [link] = literal.links;
  const { node, id, role, reach, reached, listener, target, expectedHost, expectedPort, targets } = link;
  const { owner, listener: listenerOf } = lookupIn(deployment);
  const { profile, roles } = owner(link);
  const answering = listenerOf(node, reached?.listener);
  const end = wrongEnd(literal, deployment);
  const expected = target === undefined ? {} : { expectedHost, expectedPort };
  const candidates = targets.filter((each) => each !== node);
  return {
    ...(reached
      ? { message: 'self', data: { ...end, ...expected, listener: reached.listener } }
      : { message: 'closed', data: { ...end, ...expected, listener, profile, candidates } }),
    ...((roles.includes(role) && reach.own !== 'never') || isBesideUnlisted(link, deployment)
      ? { severity: 'warning' as const }
      : {}),
    at: labelOf(link),
    related: answering ? [listenerLabel(answering)] : [],
    subject: { nodes: [node], listeners: [id, listener], detail: ordinalOf(link, deployment) },
  };
}

function accidentProblem(link: Link, deployment: Deployment): ProblemOf<OwnMessages> {
  const { node, id, listener, reached, place } = link;
  const answering = lookupIn(deployment).listener(node, reached?.listener);
  return {
    message: 'accident',
    data: { node, link: id, listener: reached?.listener ?? '' },
    at: { ...place, label: `${node}: ${id} dials its shipped port` },
    related: answering ? [listenerLabel(answering)] : [],
    subject: { nodes: [node], listeners: [id, listener], detail: ordinalOf(link, deployment) },
  };
}

function isShippedSelf({ outcome, basis }: Link): boolean {
  return outcome === 'self' && basis === 'shipped';
}

/** Yields nodes whose files leave links at the shipped address, once each. */
function* leftProblems(deployment: Deployment): Iterable<ProblemOf<OwnMessages>> {
  const left = deployment.links.filter((link) => isShippedSelf(link) && link.targets.length > 0);
  const { owner } = lookupIn(deployment);
  for (const [node, links] of groupBy(left, (link) => link.node)) {
    const ids = links.map(({ id }) => id);
    const ports = [...new Set(links.flatMap(({ dialled }) => dialled ?? []))].sort((a, b) => a - b);
    yield {
      message: 'left',
      severity: 'warning',
      data: { node, links: ids, ports, candidates: [...new Set(links.flatMap(({ targets }) => targets))].sort() },
      at: { ...owner(links[0]).place, part: 'key', label: `${node}: ${ids.join(', ')}` },
      related: [],
      subject: { nodes: [node], listeners: ids, detail: 'left' },
    };
  }
}

/** Yields nodes that need others and are not connected to any node of the plan. */
function* shippedProblems(deployment: Deployment): Iterable<ProblemOf<OwnMessages>> {
  const open = deployment.links.filter(({ unjudged, basis }) => basis === 'shipped' && unjudged === 'nobody');
  if (open.length === 0) return;
  const { owner } = lookupIn(deployment);
  const connected = connectedNodes(deployment);
  for (const [node, links] of groupBy(open, (link) => link.node)) {
    if (connected.has(node)) continue;
    const ids = links.map(({ id }) => id);
    yield {
      message: 'shipped',
      severity: 'warning',
      data: { node, links: ids, roles: [...new Set(links.map(({ role }) => role))] },
      at: { ...owner(links[0]).place, part: 'key', label: `${node}: ${ids.join(', ')}` },
      related: [],
      subject: { nodes: [node], listeners: ids, detail: 'shipped' },
    };
  }
}

/** Returns nodes with a written link, or with a link of the plan to or from them. */
function connectedNodes({ links }: Deployment): ReadonlySet<string> {
  const connected = new Set<string>();
  // A thousand links may have the same targets.
  const told = new Set<readonly string[]>();
  for (const { node, outcome, basis, target, targets } of links) {
    if (outcome === 'off') continue;
    const isAlone = targets.length === 0 || (targets.length === 1 && targets[0] === node);
    if (!isAlone && !told.has(targets)) for (const other of targets) connected.add(other);
    told.add(targets);
    if (target !== undefined && target !== node) connected.add(target);
    if (!isAlone || basis === 'literal' || basis === 'named') connected.add(node);
  }
  return connected;
}
