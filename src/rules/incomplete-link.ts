import { type Group, groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { DisjointSets } from '../values/disjoint-sets.js';
import { memo } from '../values/memo.js';
import { defineRule, listed } from './rule.js';

type IncompleteMessages = {
  /** A written list leaves out nodes that have to be in it. */
  readonly missing: {
    readonly node: string;
    readonly links: readonly string[];
    readonly listed: readonly string[];
    readonly missing: readonly string[];
    readonly required: boolean;
  };
  /** Two nodes of a kind, of which one or both do not copy what they get to the other. */
  readonly copy: Kind;
  /** More nodes of a kind than the copies work for. */
  readonly crowd: Kind;
};

/** Nodes of a kind that should copy what they get. */
type Kind = {
  readonly nodes: readonly string[];
  /** The ones that do not. */
  readonly silent: readonly string[];
  readonly links: readonly string[];
  readonly role: string;
};

export const incompleteLink = defineRule<IncompleteMessages>({
  id: 'incomplete-link',
  severity: 'warning',
  summary: 'a list of endpoints leaves out a node that has to be in it',
  why: 'Some links send everything to every node of a role: throttling data goes to each traffic manager, or one of them never counts it. Others are one connection that fails over, and only to the nodes of the list.',
  remedy:
    'Name every node of the role: one group for each. For two control planes or traffic managers, write the setting that copies events to the other one.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { cp: {}, gw: {}, tm1: {}, tm2: {} }
nodes:
  cp: { host: cp, profile: control-plane }
  tm-1: { host: tm1, profile: traffic-manager, links: { traffic-manager-duplicate: tm-2 } }
  tm-2: { host: tm2, profile: traffic-manager, links: { traffic-manager-duplicate: tm-1 } }
  gateway: { host: gw, profile: gateway-worker, links: { throttle-publish: tm-1, throttle-publish-auth: tm-1 } }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { cp: {}, gw: {}, tm1: {}, tm2: {} }
nodes:
  cp: { host: cp, profile: control-plane }
  tm-1: { host: tm1, profile: traffic-manager, links: { traffic-manager-duplicate: tm-2 } }
  tm-2: { host: tm2, profile: traffic-manager, links: { traffic-manager-duplicate: tm-1 } }
  gateway: { host: gw, profile: gateway-worker, links: { throttle-publish: [tm-1, tm-2], throttle-publish-auth: [tm-1, tm-2] } }
`,
  },
  sources: [
    'carbon-analytics-common DataPublisherUtil.java: each group gets every event',
    'Vendor pages on distributed and active-active deployment, 2.6 to 4.6',
  ],
  messages: {
    missing: ({ node, links, listed: present, missing, required }) =>
      `${node} names ${listed(present)} and not ${listed(missing)} (${listed(links)})${required ? `: ${listed(missing)} never ${missing.length === 1 ? 'gets' : 'get'} it` : ''}`,
    copy: ({ nodes, silent, links, role }) =>
      `${listed(nodes)} both play ${role}, and ${silent.length > 1 ? 'neither copies its' : `${listed(silent)} does not copy its`} events to the other (${listed(links)})`,
    crowd: ({ nodes, links, role }) =>
      `${listed(nodes)} play ${role}, but copies of events (${listed(links)}) work between two nodes only; the vendor has no recipe for more`,
  },
  check: function* (deployment) {
    yield* missingProblems(deployment);
    yield* copyProblems(deployment);
  },
});

/** Links of a node that leave out the same nodes are one finding. */
function* missingProblems(deployment: Deployment): Iterable<ProblemOf<IncompleteMessages>> {
  const written = deployment.links.filter(({ basis, reach }) => isWritten(basis) && reach.complete !== 'no');
  const lists = [...groupBy(written, ({ node, id }) => `${node} ${id}`).values()];
  const open = lists.flatMap((links) => {
    const missing = leftOut(links, deployment);
    return missing.length === 0 ? [] : [{ links, missing }];
  });
  for (const group of groupBy(open, ({ links, missing }) => `${links[0].node} ${missing.join(' ')}`).values()) {
    const [{ links, missing }] = group;
    const [first] = links;
    const ids = group.map((each) => each.links[0].id);
    const required = group.some((each) => each.links[0].reach.complete === 'required');
    yield {
      message: 'missing',
      ...(required ? {} : { severity: 'info' as const }),
      data: { node: first.node, links: ids, listed: targetsOf(links), missing, required },
      at: { ...first.place, label: `${first.node}: ${first.id} names ${targetsOf(links).join(', ')}` },
      related: missing
        .map((id) => lookupIn(deployment).owner({ node: id }))
        .map(({ id, place }) => ({ ...place, part: 'key' as const, label: `${id} is left out` })),
      subject: { nodes: [first.node, ...missing], listeners: ids, detail: first.node },
    };
  }
}

function isWritten(basis: Link['basis']): boolean {
  return basis === 'literal' || basis === 'named';
}

/** Nodes that a list should have and does not; nothing of a list that leads where the plan cannot follow. */
function leftOut(links: Group<Link>, deployment: Deployment): readonly string[] {
  const [{ node, role, kind, reach, targets }] = links;
  const isKnown = links.every(({ outcome, front }) => KNOWN.has(outcome) && front === undefined);
  // Copies of events work between two nodes only.
  if (!isKnown || (reach.reaches === 'others' && targets.length > 1 && reach.complete === 'required')) return [];
  const plays = lookupIn(deployment).owner({ node }).roles.includes(role);
  if (plays && reach.own === 'role-player') return [];
  const named = new Set(targetsOf(links));
  // A list that names other nodes than the plan expects follows a plan of its own.
  if ([...named].some((id) => !targets.includes(id))) return [];
  const spared = kindsThatSendTo(links, deployment);
  // A node that only the sister list names is a pair that is not complete, which is another finding.
  const paired = new Set(reach.pairedWith.flatMap((sister) => targetsOf(listOf(node, sister, deployment))));
  return targets.filter(
    (id) =>
      !named.has(id) &&
      !paired.has(id) &&
      (id !== node || reach.own === 'listed') &&
      (kind !== 'members' || clusterOf(id, deployment) === clusterOf(node, deployment)) &&
      !spared.has(kindOf(lookupIn(deployment).owner({ node: id }))),
  );
}

function listOf(node: string, id: string, deployment: Deployment): readonly Link[] {
  return pairedLists(deployment).get(`${node} ${id}`) ?? [];
}

/** Written lists with groups, which have to fit those of their sisters. */
const pairedLists = memo(({ links }: Deployment) =>
  groupBy(
    links.filter(({ basis, list }) => basis === 'literal' && list !== undefined),
    ({ node, id }) => `${node} ${id}`,
  ),
);

/** Lists of members that have no member in common are two clusters. */
function clusterOf(node: string, deployment: Deployment): string {
  return clusters(deployment).representative(node);
}

const clusters = memo(({ links }: Deployment) => {
  const joined = new DisjointSets();
  for (const { kind, node, target } of links) if (kind === 'members' && target !== undefined) joined.join(node, target);
  return joined;
});

/**
 * The kinds of other nodes that play the role by their profile and send to the same nodes as a list does, themselves left out: their
 * profile says more than what they are used for. Any link to the role shows that, be it for events, decisions or policies.
 */
function kindsThatSendTo(links: Group<Link>, deployment: Deployment): ReadonlySet<string> {
  const [{ node }] = links;
  const senders = sendersByEnds(deployment).get(endsKey(links)) ?? [];
  return new Set(senders.filter((sender) => sender.id !== node).map(kindOf));
}

/** Nodes that play a role themselves and write only others into a list of it, by role and nodes named. */
const sendersByEnds = memo((deployment: Deployment) => {
  const { owner } = lookupIn(deployment);
  // A connection through a front end goes to all that are behind it.
  const written = deployment.links.filter(
    ({ basis, outcome, front }) => isWritten(basis) && KNOWN.has(outcome) && front === undefined,
  );
  const lists = [...groupBy(written, ({ node, id }) => `${node} ${id}`).values()];
  const sending = lists.filter((links) => {
    const [link] = links;
    return owner(link).roles.includes(link.role) && !targetsOf(links).includes(link.node);
  });
  const senders = groupBy(sending, endsKey);
  return new Map([...senders].map(([key, group]) => [key, group.map(([link]) => owner(link))]));
});

function endsKey(links: Group<Link>): string {
  const [{ id, role, reach }] = links;
  // Who copies to others, or lists them as members, plays the role all the same.
  return JSON.stringify([reach.reaches === 'others' ? id : role, [...targetsOf(links)].sort()]);
}

function kindOf({ product, release, profile }: Node): string {
  return JSON.stringify([product, release, profile]);
}

const KNOWN: ReadonlySet<Link['outcome']> = new Set(['match', 'derived']);

function targetsOf(links: readonly Link[]): readonly string[] {
  return [...new Set(links.flatMap(({ target }) => target ?? []))];
}

/** Nodes of a kind that do not copy to each other what each of them gets. */
function* copyProblems(deployment: Deployment): Iterable<ProblemOf<IncompleteMessages>> {
  const unused = deployment.links.filter((link) => isMissingCopy(link, deployment));
  const kinds = groupBy(unused, ({ node, targets }) => [node, ...targets].sort().join(' '));
  for (const links of kinds.values()) {
    const [first] = links;
    const nodes = [first.node, ...first.targets].sort();
    // Where only one of them copies, the other one's link is used and says so.
    const ids = [...new Set(links.map(({ id }) => id))];
    const { owner } = lookupIn(deployment);
    const silent = nodes.filter((id) => links.some(({ node }) => node === id));
    const [at = first.node] = silent;
    yield {
      message: nodes.length > 2 ? 'crowd' : 'copy',
      ...(nodes.length > 2 ? { severity: 'info' as const } : {}),
      data: { nodes, silent, links: ids, role: first.role },
      at: {
        ...owner({ node: at }).place,
        part: 'key',
        label: `${at}: ${listed(ids)} ${ids.length === 1 ? 'is' : 'are'} not set`,
      },
      related: nodes
        .filter((id) => id !== at)
        .map((id) => ({ ...owner({ node: id }).place, part: 'key' as const, label: `${id}: of the same kind` })),
      subject: { nodes, listeners: ids, detail: 'copy' },
    };
  }
}

/** A copy that the product could make and is not configured to make, where no dedicated node of the role makes it instead. */
function isMissingCopy(link: Link, deployment: Deployment): boolean {
  const { outcome, reach, targets, peers, setting, node, role } = link;
  if (outcome !== 'off' || reach.reaches !== 'others' || reach.complete !== 'required') return false;
  // Members that no file has are exchanged by the nodes themselves.
  if (targets.length === 0 || peers !== undefined || !setting?.setting) return false;
  const copies = copiesByNode(deployment).get(node) ?? [];
  // A copy that leads elsewhere is another finding.
  if (copies.some(({ target, verdict }) => verdict === 'wrong' || (target !== undefined && targets.includes(target))))
    return false;
  const { roles, group = '' } = lookupIn(deployment).owner({ node });
  const fewest = fewestRoles(deployment);
  // Another group is another deployment, and nodes without one serve all.
  const dedicated = [group, ''].flatMap((each) => fewest.get(`${each} ${role}`) ?? []);
  return dedicated.every((count) => roles.length <= count);
}

/** The copies that each node makes: one that plays both roles makes them under the key of either. */
const copiesByNode = memo(({ links }: Deployment) =>
  groupBy(
    links.filter(
      ({ outcome, verdict, reach }) => (KNOWN.has(outcome) || verdict === 'wrong') && reach.reaches === 'others',
    ),
    ({ node }) => node,
  ),
);

/** The number of roles that the most dedicated node of a group and role has. */
const fewestRoles = memo(({ nodes }: Deployment): ReadonlyMap<string, number> => {
  const fewest = new Map<string, number>();
  for (const { roles, group = '' } of nodes)
    for (const role of roles) {
      const key = `${group} ${role}`;
      fewest.set(key, Math.min(roles.length, fewest.get(key) ?? roles.length));
    }
  return fewest;
});
