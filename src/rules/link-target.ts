import type { Literal } from '../deployment/literals.js';
import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { present } from '../values/present.js';
import { fixesOfLiteral } from './link-mismatch.js';
import { literalsWhere, ordinalOf } from './literal-lookup.js';
import { labelOf, wrongEnd } from './literal-problem.js';
import { placeText, type WrittenLink } from './literal-text.js';
import { namingFixes, namingNotes } from './named-ends.js';
import { defineRule, listed } from './rule.js';

type TargetMessages = {
  /** The node does not open the listener. */
  readonly closed: {
    readonly node: string;
    readonly link: string;
    readonly target: string;
    readonly profile: string;
    readonly product: string;
    readonly listeners: readonly string[];
    readonly dialled?: number;
  };
  /** A listener of the right kind answers, on a node that does not play the role. */
  readonly role: WrittenLink & {
    readonly host?: string | undefined;
    readonly role: string;
    readonly reached: { readonly node: string; readonly listener: string };
    readonly product: string;
    readonly profile: string;
    readonly candidates: readonly string[];
  };
  /** A front end is named where single nodes have to be. */
  readonly front: WrittenLink & { readonly front: string; readonly behind: readonly string[] };
  /** A setting that is for the node itself names others only. */
  readonly others: { readonly node: string; readonly links: readonly string[]; readonly targets: readonly string[] };
};

export const linkTarget = defineRule<TargetMessages>({
  id: 'link-target',
  severity: 'error',
  summary: 'the node at the other end does not play the role, or does not open that listener',
  why: 'The connection is refused, or it leads to a node that does not use it: an Identity Server has a port 9443 too, but is not an event hub. Events never arrive, and nothing is logged.',
  remedy: 'Point the link at a node with that role, or enable the listener there.',
  example: {
    bad: `version: 1
hosts: { gw.internal: {}, is.internal: {}, cp.internal: {} }
nodes:
  gateway: { host: gw.internal, product: wso2am, version: 4.2.0, profile: gateway-worker, links: { event-hub-rest: { url: "https://is.internal:9443/services/" } } }
  cp: { host: cp.internal, product: wso2am, version: 4.2.0, profile: control-plane }
  is: { host: is.internal, product: wso2is, version: 7.0.0 }
`,
    good: `version: 1
hosts: { gw.internal: {}, is.internal: {}, cp.internal: {} }
nodes:
  gateway: { host: gw.internal, product: wso2am, version: 4.2.0, profile: gateway-worker, links: { event-hub-rest: { url: "https://cp.internal:9443/services/" } } }
  cp: { host: cp.internal, product: wso2am, version: 4.2.0, profile: control-plane }
  is: { host: is.internal, product: wso2is, version: 7.0.0 }
`,
  },
  sources: [
    'product-apim issue 5048',
    'Vendor pages on distributed setup and on Identity Server as key manager, 3.2 to 4.x',
  ],
  messages: {
    closed: ({ node, link, target, listeners, profile }) =>
      `${node} dials ${target} for ${link}, but ${target} (profile ${profile}) does not open ${listed(listeners)}`,
    role: ({ node, links, host, dialled, reached, product, role, candidates }) =>
      `${node} ${host === undefined ? 'names' : 'dials'} ${host === undefined ? reached.node : `${host}${dialled === undefined ? '' : `:${dialled}`}`} (${listed(links)}): that is ${reached.listener} of ${reached.node} (${product}), which is no ${role}${candidates.length === 0 ? '' : `; ${listed(candidates)} ${candidates.length === 1 ? 'is' : 'are'}`}`,
    front: ({ node, links, front, dialled, behind }) =>
      `${node} names ${front}:${dialled} (${listed(links)}), which leads to ${listed(behind)}; the link has to name single nodes`,
    others: ({ node, links, targets }) =>
      `${node} names ${listed(targets)} and not itself (${listed(links)}), which is where it publishes what it decides`,
  },
  check: function* (deployment) {
    yield* closedProblems(deployment);
    for (const literal of literalsWhere(
      deployment,
      ({ kind, outcome }) => outcome === 'wrong-role' && kind !== 'advertised',
    ))
      yield* roleProblem(literal, deployment);
    for (const link of deployment.links)
      if (link.outcome === 'wrong-role' && link.basis === 'named')
        yield* roleProblem({ key: '', links: [link] }, deployment);
    yield* frontProblems(deployment);
    yield* othersProblems(deployment);
  },
  fixes: function* (problem, deployment) {
    if (problem.message === 'role') yield* fixesOfLiteral(problem, deployment);
    if (problem.message === 'role' || problem.message === 'closed')
      yield* namingFixes(problem.data, problem.at, deployment);
  },
});

/** Yields closed targets once for each link and node: several endpoints of one link have one cause. */
function* closedProblems(deployment: Deployment): Iterable<ProblemOf<TargetMessages>> {
  const { node: nodeOf } = lookupIn(deployment);
  const reported = new Set<string>();
  for (const link of deployment.links) {
    const { outcome, node, id, target, listeners, place, dialled } = link;
    const owner = nodeOf(target);
    const cause = `${node} ${id} ${target}`;
    if (outcome !== 'target-off' || !owner || reported.has(cause)) continue;
    reported.add(cause);
    yield {
      message: 'closed',
      data: {
        node,
        link: id,
        target: owner.id,
        profile: owner.profile,
        product: owner.product,
        listeners,
        ...present({ dialled }),
      },
      at: { ...place, label: `${node}: ${id} leads to ${owner.id}` },
      related: [nodeLabel(owner)],
      subject: { nodes: [node, owner.id], listeners: [id, ...listeners], detail: node },
      ...namingNotes(link, deployment),
    };
  }
}

/** A link to a node without the role: a listener of it answers. */
type Answered = Link & Required<Pick<Link, 'reached'>>;

function* roleProblem(literal: Literal, deployment: Deployment): Iterable<ProblemOf<TargetMessages>> {
  const [link] = literal.links;
  const { reached, role, targets, listener, node, id, dialledHost } = link as Answered;
  const there = lookupIn(deployment).owner(reached);
  yield {
    message: 'role',
    data: {
      ...wrongEnd(literal, deployment),
      ...{ role, reached, candidates: targets },
      ...present({ host: dialledHost }),
      ...{ product: there.product, profile: there.profile },
    },
    at: labelOf(link),
    related: [nodeLabel(there)],
    subject: { nodes: [node, there.id], listeners: [id, listener], detail: ordinalOf(link, deployment) },
    ...namingNotes(link, deployment),
  };
}

type ThroughFront = Link & Required<Pick<Link, 'front'>>;

/** Yields literals whose port is right, but which lead through a front end to several nodes. */
function* frontProblems(deployment: Deployment): Iterable<ProblemOf<TargetMessages>> {
  const { host } = lookupIn(deployment);
  for (const literal of literalsThroughFronts(deployment)) {
    const [link] = literal.links;
    const { front, dialled, node, id, listener } = link as ThroughFront;
    const forward = host(front)?.forwards.find(({ port }) => port === dialled);
    if (!forward) continue;
    yield {
      message: 'front',
      severity: 'warning',
      data: {
        ...wrongEnd(literal, deployment),
        front,
        behind: [...new Set(forward.to.map((target) => podsText(target.node, deployment)))],
      },
      at: labelOf(link),
      related: [{ ...forward.place, label: `${front}: ${forward.port} leads to several` }],
      subject: { nodes: [node], listeners: [id, listener], detail: ordinalOf(link, deployment) },
    };
  }
}

/**
 * Yields settings in which a node names the broker that it uses itself, and that name others only: its own clients are told nothing. A node that
 * nobody dials for it may leave it to the others.
 */
function* othersProblems(deployment: Deployment): Iterable<ProblemOf<TargetMessages>> {
  const written = deployment.links.filter(isWritten);
  const dialled = new Set(written.flatMap(({ node, target, role }) => (target === node ? [] : [`${target} ${role}`])));
  const own = written.filter((link) => isForItself(link) && dialled.has(`${link.node} ${link.role}`));
  const lists = [...groupBy(own, ({ node, id }) => `${node} ${id}`).values()].filter((links) =>
    links.every((link) => REACHED.has(link.outcome) && link.target !== link.node && isOfKind(link, deployment)),
  );
  // Two settings that are read from one value are one finding.
  for (const [links, ...same] of groupBy(lists, ([{ node, place }]) => `${node} ${placeText(place)}`).values()) {
    const [{ node, place }] = links;
    const ids = [links, ...same].map(([{ id }]) => id);
    const targets = [...new Set(links.flatMap(({ target }) => target ?? []))];
    yield {
      message: 'others',
      severity: 'warning',
      data: { node, links: ids, targets },
      at: { ...place, label: `${node}: ${ids.join(', ')}` },
      related: [],
      subject: { nodes: [node, ...targets], listeners: ids, detail: 'others' },
    };
  }
}

/** Another node of the own kind: a control plane may well leave the role to a traffic manager apart. */
function isOfKind(link: Link, deployment: Deployment): boolean {
  const { owner, node: nodeOf } = lookupIn(deployment);
  const [own, other] = [owner(link), nodeOf(link.target)];
  return other?.product === own.product && other.profile === own.profile;
}

function isWritten({ basis }: Link): boolean {
  return basis === 'literal' || basis === 'named';
}

const REACHED: ReadonlySet<Link['outcome']> = new Set(['match', 'derived']);

function isForItself({ reach: { own, reaches, front } }: Link): boolean {
  return own === 'role-player' && reaches === 'one' && front === 'false';
}

/** `tm`, or where several pods run it `2 pods of tm`. */
function podsText(id: string, deployment: Deployment): string {
  const replicas = lookupIn(deployment).node(id)?.replicas ?? 1;
  return replicas > 1 ? `${replicas} pods of ${id}` : id;
}

function literalsThroughFronts(deployment: Deployment): Iterable<Literal> {
  return literalsWhere(
    deployment,
    ({ basis, front, outcome, reach }: Link) =>
      basis === 'literal' && outcome === 'match' && front !== undefined && reach.front === 'false',
  );
}

function nodeLabel({ id, product, release, profile, place }: Deployment['nodes'][number]): Label {
  return { ...place, part: 'key', label: `${id}: ${product} ${release}, profile ${profile}` };
}
