import type { ReleaseLink } from '../catalogue/release.js';
import { moves } from '../deployment/sockets.js';
import type { Link } from '../model/deployment.js';
import { isLoopback } from '../values/addresses.js';
import { OWN_HOST, parseEndpoints } from '../values/endpoints.js';
import { type Dial, linkOf } from './dial.js';
import { judgeLiteral } from './judge.js';
import type { PlacedNode } from './listeners.js';
import type { Network } from './network.js';
import { placeOfSetting } from './nodes.js';

/** No node of the plan is at the other end: the shipped value is in force, which as a rule names the node itself. */
export function shippedLink(dial: Dial, network: Network): Link {
  const { entry, node } = dial;
  const own = network.hostOf(node);
  if (entry.defaultPort === null || !namesItself(entry)) return linkOf(dial, { outcome: 'external' });
  const port = entry.takesOwnOffset === true ? entry.defaultPort + node.offset : entry.defaultPort;
  const listener = network.reach(own, port).find((hit) => hit.listener.node === node.plan.id)?.listener;
  // A port that is one of the node itself by arithmetic, as 9445 is at offset 2, is a mistake and not undecided.
  const isMoved = listener !== undefined && moves(listener) && node.offset !== node.release.defaultOffset;
  const isAccident = isMoved && entry.takesOwnOffset === false;
  const shipped: Dial = { ...dial, basis: 'shipped', host: own, port };
  return linkOf(shipped, {
    outcome: isAccident ? 'self' : 'undecided',
    ...(listener ? { reached: listener } : {}),
    ...(isAccident ? {} : { unjudged: 'nobody' as const }),
  });
}

/** The shipped value is an address of the own node. */
function namesItself({ kind, defaultValue, takesOwnOffset }: ReleaseLink): boolean {
  if (kind === 'members') return false;
  const [first] = parseEndpoints(defaultValue);
  if (first?.host !== undefined) return isLoopback(first.host) || OWN_HOST.test(first.host);
  return takesOwnOffset === true;
}

/**
 * Whether a node whose files are known has the shipped address of itself in force: the file that has the value says nothing of it,
 * nor of the link that it falls back to.
 */
export function isLeftAlone(node: PlacedNode, entry: ReleaseLink, written: ReadonlyMap<string, unknown>): boolean {
  const { evidence, unresolved } = node.plan;
  const isOn = entry.enabled === true || node.enabled.has(entry.id);
  if (!evidence || !isOn || entry.kind !== 'endpoint' || entry.reach.front === 'client') return false;
  if (node.roles.includes(entry.to) || entry.leftAsShipped || !namesItself(entry)) return false;
  if (entry.settings.derivedFrom !== undefined || written.has(entry.fallback ?? '')) return false;
  if (unresolved?.has(entry.id) || unresolved?.has(entry.fallback ?? '')) return false;
  const files = placeOfSetting(node.release, entry.settings)?.file.split(' and ').map(fileName) ?? [];
  return evidence.sources.some((source) => files.includes(fileName(source)));
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The shipped address of the own node, judged by what answers there: another node of its host may. */
export function leftLink(dial: Dial, network: Network): Link {
  const { entry, node } = dial;
  const own = network.hostOf(node);
  if (entry.defaultPort === null) return linkOf(dial, { outcome: 'derived' });
  const port = entry.takesOwnOffset === true ? entry.defaultPort + node.offset : entry.defaultPort;
  const shipped: Dial = { ...dial, basis: 'shipped', host: own, port };
  const judgement = judgeLiteral(shipped, undefined, network);
  if (judgement.outcome === 'match' || judgement.outcome === 'undecided') return linkOf(shipped, judgement);
  return linkOf(shipped, { outcome: 'self', ...(judgement.reached ? { reached: judgement.reached } : {}) });
}
