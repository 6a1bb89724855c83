import type { Deployment, Link, Unjudged, Verdict } from '../model/deployment.js';
import type { Place } from '../model/finding.js';
import { memo } from '../values/memo.js';
import { present } from '../values/present.js';
import { allLiterals } from './literals.js';
import { lookupIn } from './lookup.js';

/** One endpoint that is written somewhere, or in force as it ships, with what is known of it. */
export interface JudgedEndpoint {
  readonly node: string;
  /** The links that are read from it; empty for a connection beside them. */
  readonly links: readonly string[];
  /** As it is written; `host:port` for a shipped one. */
  readonly endpoint: string;
  readonly origin: 'written' | 'shipped' | 'dial';
  readonly verdict: Verdict;
  readonly unjudged?: Unjudged;
  /** The role that no node of the plan plays. */
  readonly role?: string;
  /** The address, where it leads out of the topology. */
  readonly outside?: string;
  readonly place: Place;
}

/** Every endpoint of a deployment once: what is written, what is dialled besides, and shipped values that nothing replaces. */
export const endpointsOf = memo((deployment: Deployment): readonly JudgedEndpoint[] => {
  const { owner } = lookupIn(deployment);
  const shipped = deployment.links.filter(({ basis, verdict }) => basis === 'shipped' && verdict !== undefined);
  return [
    ...allLiterals(deployment).map(({ links }) => writtenEndpoint(decisive(links), links)),
    ...shipped.map((link): JudgedEndpoint => {
      const { node, id, verdict = 'undecided', unjudged, role, dialled } = link;
      const { host, place } = owner(link);
      const endpoint = `${host}:${dialled}`;
      return present({ node, links: [id], endpoint, origin: 'shipped' as const, verdict, unjudged, role, place });
    }),
    ...deployment.dials.map(({ node, text, verdict, unjudged, place, host }): JudgedEndpoint => {
      const outside = verdict === 'outside' ? host : undefined;
      return present({ node, links: [], endpoint: text, origin: 'dial' as const, verdict, unjudged, outside, place });
    }),
  ];
});

/** How much a verdict on one link says of the literal that several are read from. */
const RANK: Readonly<Record<Verdict, number>> = { wrong: 3, right: 2, undecided: 1, outside: 0 };

function decisive(links: readonly [Link, ...Link[]]): Link {
  return links.reduce((a, b) => (RANK[b.verdict ?? 'outside'] > RANK[a.verdict ?? 'outside'] ? b : a));
}

function writtenEndpoint(link: Link, links: readonly Link[]): JudgedEndpoint {
  const { node, endpoint, url, dialled, verdict = 'undecided', unjudged, place } = link;
  return present({
    node,
    links: [...new Set(links.map(({ id }) => id))],
    endpoint: endpoint?.text ?? url ?? `${dialled}`,
    origin: 'written' as const,
    verdict,
    unjudged,
    outside: verdict === 'outside' ? (endpoint?.host ?? '') : undefined,
    place,
  });
}
