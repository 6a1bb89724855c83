import type { JudgedEndpoint } from '../deployment/endpoints.js';
import type { Unjudged, Verdict } from '../model/deployment.js';
import type { EndpointCounts } from '../model/report.js';
import { compareTexts } from '../values/lists.js';

const NONE: EndpointCounts = { right: 0, wrong: 0, outside: 0, undecided: 0, outsideHosts: [], reasons: [] };

/** Returns how many endpoints there are of each verdict, and what keeps some from being judged. */
export function endpointCounts(endpoints: readonly JudgedEndpoint[]): EndpointCounts {
  if (endpoints.length === 0) return NONE;
  const count = (verdict: Verdict) => endpoints.filter((endpoint) => endpoint.verdict === verdict).length;
  return {
    right: count('right'),
    wrong: count('wrong'),
    outside: count('outside'),
    undecided: count('undecided'),
    outsideHosts: sorted(endpoints.flatMap(({ outside }) => outside ?? [])),
    reasons: sorted(endpoints.flatMap(({ unjudged, role = '' }) => (unjudged ? [REASONS[unjudged](role)] : []))),
  };
}

const REASONS: Readonly<Record<Unjudged, (role: string) => string>> = {
  variable: () => 'a variable',
  template: () => 'a host of a template of the vendor',
  front: () => '443 and 80 of a host without forwards',
  occupied: () => 'a port of other software',
  'unknown-node': () => 'a node of which the release, the profile or a port is not known',
  nobody: (role) => `nobody plays ${role === '' ? 'the other end' : role}`,
  'no-port': () => 'no port is written',
};

export function summedCounts(counts: readonly EndpointCounts[]): EndpointCounts {
  const total = (key: Verdict) => counts.reduce((sum, count) => sum + count[key], 0);
  return {
    right: total('right'),
    wrong: total('wrong'),
    outside: total('outside'),
    undecided: total('undecided'),
    outsideHosts: sorted(counts.flatMap(({ outsideHosts }) => outsideHosts)),
    reasons: sorted(counts.flatMap(({ reasons }) => reasons)),
  };
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareTexts);
}

/** Names shown of a list; the JSON report has all of them. */
const SHOWN = 6;

/** `12 endpoints: 8 right, 1 wrong, 3 lead out of the topology (wso2.local, db.corp)`; undefined where all were judged. */
export function endpointLine({
  right,
  wrong,
  outside,
  undecided,
  outsideHosts,
  reasons,
}: EndpointCounts): string | undefined {
  if (outside + undecided === 0) return undefined;
  const total = right + wrong + outside + undecided;
  const parts = [
    ...(right === 0 ? [] : [`${right} right`]),
    ...(wrong === 0 ? [] : [`${wrong} wrong`]),
    ...(outside === 0
      ? []
      : [`${outside} ${outside === 1 ? 'leads' : 'lead'} out of the topology (${some(outsideHosts)})`]),
    ...(undecided === 0 ? [] : [`${undecided} not decided (${some(reasons)})`]),
  ];
  return `${total} ${total === 1 ? 'endpoint' : 'endpoints'}: ${parts.join(', ')}`;
}

function some(names: readonly string[]): string {
  return names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
}
