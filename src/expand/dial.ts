import type { ReleaseLink } from '../catalogue/release.js';
import type { Address } from '../deployment/listener-address.js';
import type { Basis, Endpoint, Host, Link, LinkOutcome, Listener, Unjudged, Verdict } from '../model/deployment.js';
import type { ListPlace } from '../model/endpoint-list.js';
import type { Path, Place } from '../model/finding.js';
import { signed } from '../values/ports.js';
import type { PlacedNode } from './listeners.js';
import { placeOfSetting } from './nodes.js';
import type { Ends } from './roles.js';

/** One end of a link before it is judged. */
export interface Dial {
  readonly node: PlacedNode;
  readonly entry: ReleaseLink;
  /** Who is at the other end as the plan has it, whatever is written. */
  readonly ends: Ends;
  readonly basis: Basis;
  readonly place: Place;
  readonly endPath?: Path;
  readonly url?: string;
  readonly endpoint?: Endpoint;
  /** The host that the endpoint's address means, where the topology knows it. */
  readonly host?: Host;
  /** The port dialled, 1-65535, where one is known. */
  readonly port?: number;
  readonly derivation?: string;
  readonly list?: ListPlace;
}

/** The judgement of one end. */
export interface Judgement {
  readonly outcome: LinkOutcome;
  readonly target?: PlacedNode;
  readonly candidates?: readonly string[];
  readonly listener?: Listener;
  /** Where to dial. */
  readonly route?: Address;
  /** The address to dial, where the listener is bound to one and another one of its host is named. */
  readonly address?: string;
  /** The front end that is named, or that is the end. */
  readonly front?: string;
  /** The listener that answers on the dialled port, if it is a wrong one. */
  readonly reached?: Listener;
  readonly unjudged?: Unjudged;
  /** The machine that clients of a container mean. */
  readonly seenAt?: Host;
}

/** A link while it is put together: most keys of most links are absent, and there are very many links. */
type Draft = { -readonly [K in keyof Link]: Link[K] };

/** Returns the end of a link with what was found out about it. */
export function linkOf(dial: Dial, judgement: Judgement): Link {
  const { node, entry, ends } = dial;
  const { outcome, target, candidates = NOBODY, listener, route, address, front, reached, unjudged } = judgement;
  const link: Draft = {
    node: node.plan.id,
    id: entry.id,
    kind: entry.kind,
    role: entry.to,
    place: dial.place,
    candidates,
    targets: ends.ids,
    basis: dial.basis,
    reach: entry.reach,
    listeners: entry.listeners,
    listener: listener?.id ?? entry.listeners[0] ?? '',
    outcome,
  };
  if (entry.alsoDials.length > 0) link.alsoDials = entry.alsoDials;
  if (ends.peers !== undefined) link.peers = ends.peers;
  if (dial.endPath !== undefined) link.endPath = dial.endPath;
  if (dial.url !== undefined) link.url = dial.url;
  if (dial.endpoint !== undefined) link.endpoint = dial.endpoint;
  if (dial.derivation !== undefined) link.derivation = dial.derivation;
  if (dial.port !== undefined) link.dialled = dial.port;
  if (dial.list !== undefined) link.list = dial.list;
  if (target !== undefined) link.target = target.plan.id;
  const host = judgement.seenAt ?? dial.host;
  if (host !== undefined) link.dialledHost = host.id;
  if (front !== undefined) link.front = front;
  if (route !== undefined) link.expectedHost = route.host;
  if (route !== undefined) link.expectedPort = route.port;
  if (address !== undefined) link.expectedAddress = address;
  if (reached !== undefined) link.reached = { node: reached.node, listener: reached.id };
  const verdict = verdictOf(dial, outcome);
  if (verdict !== undefined) link.verdict = verdict;
  if (unjudged !== undefined) link.unjudged = unjudged;
  const setting = placeOfSetting(node.release, entry.settings);
  if (setting !== undefined) link.setting = setting;
  return link;
}

const NOBODY: readonly string[] = [];

/** Only what is written, or is in force as shipped, has a verdict. */
function verdictOf({ basis }: Dial, outcome: LinkOutcome): Verdict | undefined {
  return basis === 'literal' || basis === 'shipped' ? VERDICTS[outcome] : undefined;
}

const VERDICTS: Readonly<Record<LinkOutcome, Verdict | undefined>> = {
  match: 'right',
  'port-mismatch': 'wrong',
  'scheme-mismatch': 'wrong',
  'target-off': 'wrong',
  'wrong-role': 'wrong',
  malformed: 'wrong',
  'unknown-host': 'wrong',
  self: 'wrong',
  external: 'outside',
  ambiguous: 'undecided',
  undecided: 'undecided',
  derived: 'undecided',
  off: undefined,
};

/** Returns the port a product computes by itself, from its own offset where it does so. */
export function derivedPort(node: PlacedNode, entry: ReleaseLink): { port: number; derivation: string } | undefined {
  if (entry.kind !== 'port' || entry.defaultPort === null) return undefined;
  if (entry.takesOwnOffset !== true || node.offset === 0)
    return { port: entry.defaultPort, derivation: `${entry.defaultPort}` };
  return { port: entry.defaultPort + node.offset, derivation: `${entry.defaultPort}${signed(node.offset)}` };
}
