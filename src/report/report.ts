import { linkCount } from '../deployment/all-links.js';
import { endpointsOf } from '../deployment/endpoints.js';
import type { Deployment } from '../model/deployment.js';
import type { Unread } from '../model/discovered.js';
import type { Severity } from '../model/finding.js';
import type { Flow } from '../model/flow.js';
import type { Finding, Report, SuppressedFinding } from '../model/report.js';
import { compareTexts } from '../values/lists.js';
import { WEIGHT } from '../values/severities.js';
import { deploymentReport } from './deployment-report.js';
import { endpointCounts, summedCounts } from './endpoints.js';

export { deploymentReport } from './deployment-report.js';

/** The result of checking one deployment. */
export interface Outcome {
  readonly counts: Counts;
  /** Absent where it is counted only, or where there is none. */
  readonly deployment?: Deployment;
  /** Its connections, where it is listed. */
  readonly flows?: readonly Flow[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

export type Counts = Pick<Report['summary'], 'hosts' | 'nodes' | 'listeners' | 'links' | 'endpoints'>;

/** There is nothing of anything. */
export const NO_COUNTS: Counts = { hosts: 0, nodes: 0, listeners: 0, links: 0, endpoints: endpointCounts([]) };

/** Returns how much there is of everything in a deployment. */
export function countsOf(deployment: Deployment): Counts {
  const { hosts, nodes, listeners } = deployment;
  return {
    ...{ hosts: hosts.length, nodes: nodes.length, listeners: listeners.length, links: linkCount(deployment) },
    endpoints: endpointCounts(endpointsOf(deployment)),
  };
}

/** Puts the outcomes of all files into one report: sorted and counted, independent of the order in which files were read. */
export function reportOf(
  outcomes: readonly Outcome[],
  tool: Report['tool'],
  files: number,
  unread: readonly Unread[] = [],
): Report {
  const findings = distinct(outcomes.flatMap((outcome) => outcome.findings)).sort(byPlace);
  const suppressed = distinct(outcomes.flatMap((outcome) => outcome.suppressed)).sort(byPlace);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const total = (key: Exclude<keyof Counts, 'endpoints'>) => outcomes.reduce((sum, { counts }) => sum + counts[key], 0);
  return {
    reportVersion: 1,
    tool,
    summary: {
      files,
      hosts: total('hosts'),
      nodes: total('nodes'),
      listeners: total('listeners'),
      links: total('links'),
      endpoints: summedCounts(outcomes.map(({ counts }) => counts.endpoints)),
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      ignored: suppressed.length,
      baselined: 0,
    },
    findings,
    suppressed,
    deployments: outcomes.flatMap(({ deployment, flows = [] }) =>
      deployment ? [deploymentReport(deployment, flows)] : [],
    ),
    unread: unread.map(({ places, ...kind }) => ({
      ...kind,
      places: places.map(({ what, file, range }) => ({ what, file, range })),
    })),
  };
}

/** A node that belongs to several alternatives of a folder has its findings in each of them. */
function distinct<T extends Finding>(findings: readonly T[]): T[] {
  const known = new Map<string, T>();
  for (const finding of findings) {
    const { rule, file, message, range } = finding;
    const key = `${rule} ${file} ${range.start.line} ${range.start.column} ${message}`;
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}

/** Of findings at one place the gravest comes first. */
function byPlace(a: Finding, b: Finding): number {
  return (
    compareTexts(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    WEIGHT[b.severity] - WEIGHT[a.severity] ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.fingerprint, b.fingerprint)
  );
}
