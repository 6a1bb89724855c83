import type { ReleaseLink } from '../catalogue/release.js';
import { wholeLink } from '../deployment/shared-link.js';
import type { Link } from '../model/deployment.js';
import { type Dial, derivedPort, type Judgement, linkOf } from './dial.js';
import { comparePort, expectedAt, rightListener } from './judge.js';
import type { PlacedNode } from './listeners.js';
import type { Network } from './network.js';
import type { Ends } from './roles.js';
import type { Scene } from './scene.js';
import { isLeftAlone, leftLink, shippedLink } from './shipped.js';
import { isUsed } from './used.js';

/** Returns a link of which nothing is written. `written` are the other links of the node, where it may follow one of them. */
export function unwrittenLink(
  node: PlacedNode,
  entry: ReleaseLink,
  scene: Scene,
  written: ReadonlyMap<string, readonly Link[]> = NONE,
): Link {
  const { network, roles } = scene;
  const base: Dial = { node, entry, ends: roles.endsOf(node, entry), basis: 'assumed', place: node.plan.place };
  if (!isUsed(node, entry, false, network) || isElsewhere(entry, written)) return linkOf(base, { outcome: 'off' });
  const port = derivedPort(node, entry);
  const dial = { ...(port ? { ...base, ...port } : base), ends: narrowed(base, written, network) };
  const [only, second] = dial.ends.nodes;
  if (only === node && !second && !dial.ends.front) return linkOf(dial, judgeOwn(dial, network));
  if (!only) return entry.leftAsShipped ? linkOf(dial, { outcome: 'off' }) : shippedLink(dial, network);
  if (isLeftAlone(node, entry, written)) return leftLink(dial, network);
  return linkOf(dial, judgeEnds(dial, only, network));
}

const NONE: ReadonlyMap<string, readonly Link[]> = new Map();

/** The node is its own end, as in the all-in-one profile. */
function judgeOwn(dial: Dial, network: Network): Judgement {
  const listener = rightListener(dial, dial.node, network);
  const follows =
    dial.entry.takesOwnOffset === true || (listener !== undefined && dial.entry.defaultPort === listener.port);
  return {
    outcome: follows ? 'match' : 'derived',
    target: dial.node,
    ...expectedAt(dial, listener, network),
  };
}

/** The nodes that have to be named; where one of several is meant, that is a question. */
export function judgeEnds(dial: Dial, first: PlacedNode, network: Network): Judgement {
  const { ends, entry } = dial;
  if (ends.isChoice)
    return isOnlyFallback(dial) || entry.leftAsShipped
      ? { outcome: 'off' }
      : { outcome: 'ambiguous', candidates: ends.ids };
  const listener = rightListener(dial, first, network);
  // The shipped configuration of a role is taken for granted; only what the plan itself closes is closed.
  if (!listener)
    return { outcome: entry.kind !== 'port' && isClosedByPlan(dial, first) ? 'target-off' : 'off', target: first };
  if (ends.front) {
    const { host, port } = ends.front;
    return { outcome: 'derived', target: first, listener, route: { host: host.id, port }, front: host.id };
  }
  return comparePort(dial, first, network);
}

/** Another link of the node takes its value from this one while it has none of its own, and nothing else does. */
function isOnlyFallback({ node, entry }: Dial): boolean {
  return entry.reach.reaches === 'one' && node.release.links.some(({ fallback }) => fallback === entry.id);
}

function isClosedByPlan({ entry }: Dial, target: PlacedNode): boolean {
  return entry.listeners.some((id) => target.disabled.has(id));
}

/**
 * Returns the ends of another link, whose value holds where this one is not written; undefined where it does not lead to nodes that play
 * the role here too.
 */
export function inheritedLinks(
  node: PlacedNode,
  entry: ReleaseLink,
  { network, roles }: Scene,
  written: ReadonlyMap<string | undefined, readonly Link[]>,
): readonly Link[] | undefined {
  const links = written.get(entry.fallback);
  if (!links || node.disabled.has(entry.id)) return undefined;
  const holds = ({ outcome, target, basis }: Link) =>
    outcome === 'match' && basis === 'literal' && network.node(target)?.roles.includes(entry.to) === true;
  if (!links.every(holds)) return undefined;
  const { id, to: role, kind, reach, listeners } = entry;
  return links.map((link) => ({
    ...wholeLink(link),
    id,
    role,
    kind,
    reach,
    listeners,
    targets: roles.endsOf(node, entry).ids,
  }));
}

/**
 * Of several nodes that could be meant, those that the other links of the node name: a choice is made once, and lists that
 * belong together have the same members.
 */
function narrowed({ ends, entry }: Dial, written: ReadonlyMap<string, readonly Link[]>, network: Network): Ends {
  if (written.size === 0) return ends;
  const sisters = targetsOf(sistersOf(entry, written));
  if (sisters.size > 0) return chosen([...sisters].sort(), ends, network);
  if (!ends.isChoice) return ends;
  const alike = targetsOf([...written.values()].flat().filter(({ role }) => role === entry.to));
  return chosen(
    ends.ids.filter((id) => alike.has(id)),
    ends,
    network,
  );
}

function sistersOf(entry: ReleaseLink, written: ReadonlyMap<string, readonly Link[]>): readonly Link[] {
  return entry.pairedWith
    .flatMap((id) => written.get(id) ?? [])
    .filter(({ role, reach }) => role === entry.to && reach.reaches === entry.reach.reaches);
}

/** The sister list leads where the plan cannot follow, and so does this one. */
function isElsewhere(entry: ReleaseLink, written: ReadonlyMap<string, readonly Link[]>): boolean {
  const sisters = sistersOf(entry, written);
  return sisters.length > 0 && sisters.every(({ verdict }) => verdict === 'outside' || verdict === 'undecided');
}

function targetsOf(links: readonly Link[]): ReadonlySet<string> {
  return new Set(links.flatMap(({ target }) => target ?? []));
}

function chosen(ids: readonly string[], ends: Ends, network: Network): Ends {
  if (ids.length === 0) return ends;
  const nodes = ids.flatMap((id) => network.node(id) ?? []);
  return { nodes, ids, isChoice: ends.isChoice && nodes.length > 1 };
}
