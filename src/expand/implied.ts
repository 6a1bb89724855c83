import type { Release, ReleaseLink } from '../catalogue/release.js';
import { groupBy } from '../deployment/lookup.js';
import type { Link } from '../model/deployment.js';
import { known, memo } from '../values/memo.js';
import { type Dial, linkOf } from './dial.js';
import { comparePort } from './judge.js';
import type { PlacedNode } from './listeners.js';
import { endsAt } from './roles.js';
import type { Scene } from './scene.js';
import { judgeEnds } from './unwritten.js';

/** Links that are in no file and are made because others are: gateways dial the key manager that a control plane has in its configuration. */
export function withImplied(links: readonly Link[], scene: Scene): readonly Link[] {
  const entries = new Set([...new Set(scene.nodes.map(({ release }) => release))].flatMap(impliedIn));
  const signs = new Set([...entries].flatMap(({ impliedBy }) => impliedBy));
  const made = groupBy(
    links.filter(({ id, outcome }) => outcome !== 'off' && signs.has(id)),
    ({ id }) => id,
  );
  if (made.size === 0) return links;
  const signsOf = memo((entry: ReleaseLink) => signsByEnd(entry.impliedBy.flatMap((id) => made.get(id) ?? [])));
  const ids = new Set([...entries].map(({ id }) => id));
  return links.flatMap((link) => {
    if (link.outcome !== 'off' || !ids.has(link.id)) return [link];
    const node = scene.network.nodeOf(link);
    const entry = known(node.names.links, link.id);
    const implied = node.disabled.has(entry.id) ? [] : impliedLinks(node, entry, signsOf(entry), scene);
    return implied.length > 0 ? implied : [link];
  });
}

const impliedIn = memo(({ links }: Release): readonly ReleaseLink[] =>
  links.filter(({ impliedBy }) => impliedBy.length > 0),
);

/** One link for each node of the role that is at an end of those links; where a front end is named there, it is named here too. */
function impliedLinks(
  node: PlacedNode,
  entry: ReleaseLink,
  signs: ReadonlyMap<string, Link>,
  { network, roles }: Scene,
): readonly Link[] {
  const ends = roles.endsOf(node, entry);
  const dial = { node, entry, ends, basis: 'assumed' as const, place: node.plan.place };
  const [first] = ends.nodes;
  if (first && ends.front && ends.ids.every((id) => signs.has(id)))
    return [linkOf(dial, judgeEnds(dial, first, network))];
  return ends.nodes.flatMap((end) => {
    const sign = signs.get(end.plan.id);
    if (!sign) return [];
    const named = sign.target === end.plan.id ? network.host(sign.front ?? sign.dialledHost) : undefined;
    const one: Dial = { ...dial, ends: endsAt([end]) };
    return [linkOf(one, comparePort(named ? { ...one, host: named } : one, end, network))];
  });
}

/** The first of some links at whose end each node is: the node that dials, and its target or all that it could mean. */
function signsByEnd(links: readonly Link[]): ReadonlyMap<string, Link> {
  const signs = new Map<string, Link>();
  // Links of one role have one list of candidates, which is long where the role has many nodes.
  const seen = new Set<readonly string[]>();
  for (const link of links) {
    const { node, target, candidates } = link;
    const ends = target !== undefined ? [target] : seen.has(candidates) ? [] : candidates;
    seen.add(candidates);
    for (const id of [node, ...ends]) if (!signs.has(id)) signs.set(id, link);
  }
  return signs;
}
