import { resolve } from 'node:path';
import { exists } from '../../files/read.js';
import type { Report } from '../../model/report.js';
import { visible } from '../../values/visible.js';
import {
  applyBaseline,
  type Baseline,
  type BaselineEntry,
  readBaseline,
  updatedBaseline,
  writeBaseline,
} from '../baseline.js';
import { type Io, UsageError } from '../io.js';
import type { CheckedFiles } from './checked-files.js';

/** The options of `check` about a baseline. */
export interface BaselineOptions {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly failOnStale?: boolean;
}

/** The report without what the baseline accepts, and whether the baseline has entries that match nothing any more. */
export interface BaselinedReport {
  readonly report: Report;
  readonly stale: boolean;
}

/** Reads the baseline before anything is checked, so that a wrong name is reported at once. */
export function openBaseline({ baseline, updateBaseline }: BaselineOptions, io: Io): Baseline {
  if (baseline === undefined)
    throw new UsageError(`${updateBaseline ? '--update-baseline' : '--fail-on-stale'} needs --baseline <file>`);
  return readBaseline(baseline, updateBaseline ? 'is-empty' : 'fails', io);
}

/** Applies the baseline, or writes it anew first; what there is to say about it goes to stderr. */
export function accept(
  known: Baseline,
  { baseline = '', updateBaseline }: BaselineOptions,
  { report, textOf }: CheckedFiles,
  io: Io,
): BaselinedReport {
  const stateOf = (file: string) =>
    textOf(file) !== undefined ? 'read' : exists(resolve(io.cwd, file)) ? 'unread' : 'gone';
  const valid = updateBaseline ? updatedBaseline(known, report, stateOf) : known;
  if (updateBaseline) {
    writeBaseline(baseline, valid, io);
    io.stderr(
      `wso2-topology: the baseline ${visible(baseline)} accepts ${counted(valid.entries.length, 'finding')} now\n`,
    );
  }
  const applied = applyBaseline(report, valid, stateOf);
  if (applied.stale.length > 0) io.stderr(staleText(baseline, applied.stale));
  return { report: applied.report, stale: applied.stale.length > 0 };
}

function staleText(baseline: string, stale: readonly BaselineEntry[]): string {
  const head = `wso2-topology: ${counted(stale.length, 'entry', 'entries')} of the baseline ${visible(baseline)} ${stale.length === 1 ? 'matches' : 'match'} nothing any more; --update-baseline drops ${stale.length === 1 ? 'it' : 'them'}\n`;
  return (
    head +
    stale.map(({ file, rule, message }) => `  - ${visible(file)}: ${visible(message)} [${visible(rule)}]\n`).join('')
  );
}

function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
