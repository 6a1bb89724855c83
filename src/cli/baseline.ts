import { resolve } from 'node:path';
import { exists } from '../files/read.js';
import { readRegular } from '../files/regular.js';
import { strayReason } from '../files/root.js';
import { writeWhole } from '../files/write.js';
import type { Severity } from '../model/finding.js';
import type { Finding, Report, SuppressedFinding } from '../model/report.js';
import { jsonText } from '../report/json.js';
import { phaseOf } from '../rules/facts.js';
import { compareTexts } from '../values/lists.js';
import { type Io, UsageError } from './io.js';

/** Findings that are known and wait for their turn: they fail nothing, new ones do. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
  /** For people who read the file; nothing matches on it. */
  readonly message: string;
}

/** A report after a baseline is applied. */
export interface Baselined {
  readonly report: Report;
  /** Entries that match no finding any more, of files that were analysed or are gone. */
  readonly stale: readonly BaselineEntry[];
}

/** Whether a run read a file, could not or did not, or the file is not there any more. */
export type FileState = 'read' | 'unread' | 'gone';

/** Reads a baseline file. One that is not a baseline is a usage error, and so is a missing one, unless it is about to be written. */
export function readBaseline(file: string, missing: 'fails' | 'is-empty', { cwd }: Pick<Io, 'cwd'>): Baseline {
  const path = resolve(cwd, file);
  if (missing === 'is-empty' && !exists(path)) return { entries: [] };
  const data = parsed(file, textOf(file, path, cwd));
  if (!isBaseline(data))
    throw new UsageError(`${file} is no baseline: it has another form than --update-baseline writes`);
  return { entries: data.findings };
}

/** Longest baseline that is read, in bytes: room for more findings than anybody accepts. */
const MAX_BYTES = 64 * 1024 * 1024;

function textOf(file: string, path: string, cwd: string): string {
  const stray = strayReason(path, cwd);
  const read = stray === undefined ? readRegular(path, MAX_BYTES) : { ok: false as const, reason: stray };
  if (!read.ok) throw new UsageError(`cannot read the baseline ${file}: ${read.reason}; --update-baseline writes it`);
  if (read.bytes.length > MAX_BYTES)
    throw new UsageError(`cannot read the baseline ${file}: it is longer than ${MAX_BYTES} bytes`);
  return new TextDecoder().decode(read.bytes);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${file} is no baseline: it is no JSON`);
  }
}

function isBaseline(data: unknown): data is { readonly findings: readonly BaselineEntry[] } {
  if (typeof data !== 'object' || data === null || !('baselineVersion' in data) || data.baselineVersion !== 1)
    return false;
  return 'findings' in data && Array.isArray(data.findings) && data.findings.every(isEntry);
}

function isEntry(entry: unknown): entry is BaselineEntry {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    ['file', 'rule', 'fingerprint', 'message'].every((key) => typeof Reflect.get(entry, key) === 'string')
  );
}

/** Returns a baseline of everything that a report finds and a baseline may accept; what this run cannot judge stays in it. */
export function updatedBaseline({ entries }: Baseline, report: Report, stateOf: (file: string) => FileState): Baseline {
  const found = report.findings
    .filter(mayBeAccepted)
    .map(({ file, rule, fingerprint, message }) => ({ file, rule, fingerprint, message }));
  const isJudged = judgeOf(report, stateOf);
  const kept = entries.filter((entry) => !isJudged(entry));
  const unique = new Map([...kept, ...found].map((entry) => [keyOf(entry), entry]));
  // By what does not move, so that a moved line does not change the file.
  return { entries: [...unique].sort(([a], [b]) => compareTexts(a, b)).map(([, entry]) => entry) };
}

/** Writes a baseline file, whole or not at all; one that cannot be written is a usage error. */
export function writeBaseline(file: string, { entries }: Baseline, { cwd }: Pick<Io, 'cwd'>): void {
  const written = writeWhole(resolve(cwd, file), jsonText({ baselineVersion: 1, findings: entries }), cwd);
  if (!written.ok) throw new UsageError(`cannot write the baseline ${file}: ${written.reason}`);
}

/** Sets the findings aside that a baseline knows; an entry whose finding is gone is stale. */
export function applyBaseline(report: Report, { entries }: Baseline, stateOf: (file: string) => FileState): Baselined {
  const known = new Set(entries.map(keyOf));
  const isKnown = (finding: Finding) => mayBeAccepted(finding) && known.has(keyOf(finding));
  const findings = report.findings.filter((finding) => !isKnown(finding));
  const accepted = report.findings
    .filter(isKnown)
    .map((finding): SuppressedFinding => ({ ...finding, reason: 'accepted by the baseline', by: 'baseline' }));
  const found = new Set(report.findings.map(keyOf));
  const isJudged = judgeOf(report, stateOf);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    report: {
      ...report,
      summary: {
        ...report.summary,
        errors: count('error'),
        warnings: count('warning'),
        infos: count('info'),
        baselined: accepted.length,
      },
      findings,
      suppressed: [...report.suppressed, ...accepted],
    },
    stale: entries.filter((entry) => !found.has(keyOf(entry)) && isJudged(entry)),
  };
}

/** Nothing can be said of files that this run did not read or could not analyse, as long as they are there. */
function judgeOf({ findings }: Report, stateOf: (file: string) => FileState): (entry: BaselineEntry) => boolean {
  const broken = new Set(findings.filter((finding) => !mayBeAccepted(finding)).map(({ file }) => file));
  return ({ file }) => {
    const state = stateOf(file);
    return state === 'gone' || (state === 'read' && !broken.has(file));
  };
}

/** A file that cannot be read has no other findings; accepting these would hide all others. */
function mayBeAccepted(finding: Pick<Finding, 'rule'>): boolean {
  return phaseOf(finding) !== 'read';
}

/** Fingerprints are made of hosts, nodes and listeners, and two files may describe the same ones. */
function keyOf({ file, rule, fingerprint }: Pick<Finding, 'file' | 'rule' | 'fingerprint'>): string {
  return `${file}\n${rule}\n${fingerprint}`;
}
