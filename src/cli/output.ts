import { resolve } from 'node:path';
import { FORMATS, type FormatName } from '../report/registry.js';
import type { Style } from '../report/reporter.js';
import { didYouMean } from '../values/did-you-mean.js';
import { type Io, UsageError } from './io.js';

/** A report that is written to a file, beside the one on standard output. */
export interface Output {
  readonly format: FormatName;
  /** As written on the command line. */
  readonly file: string;
}

/** The questions that reporters may ask about the files of a run. */
export type Sources = Pick<Style, 'textOf' | 'editsOf' | 'connectionsOf'>;

/** Reads the values of `--output <format>=<file>`; anything else is a usage error. */
export function parseOutputs(texts: readonly string[], { cwd }: Pick<Io, 'cwd'>): readonly Output[] {
  const outputs = texts.map(parseOutput);
  for (const [index, { file }] of outputs.entries())
    if (outputs.findIndex((other) => resolve(cwd, other.file) === resolve(cwd, file)) < index)
      throw new UsageError(`--output ${texts[index]}: another --output writes ${file} already`);
  return outputs;
}

function parseOutput(text: string): Output {
  const separator = text.indexOf('=');
  const [name, file] = separator < 0 ? [text, ''] : [text.slice(0, separator), text.slice(separator + 1)];
  const format = FORMATS.find((known) => known === name);
  if (format === undefined)
    throw new UsageError(
      `--output ${text}: there is no format "${name}"${didYouMean(name, FORMATS) || `; it is one of ${FORMATS.join(', ')}`}`,
    );
  if (file === '') throw new UsageError(`--output ${text}: name a file, as in --output ${format}=report.${format}`);
  if (file === '-') throw new UsageError(`--output ${text}: for standard output use --format ${format}`);
  return { format, file };
}

/** Returns whether this is a step of GitHub Actions (https://docs.github.com/actions, default environment variables). */
export function isGithubActions({ env }: Pick<Io, 'env'>): boolean {
  return env.GITHUB_ACTIONS === 'true';
}

/** Returns the file of the summary of a step of GitHub Actions; undefined anywhere else. */
export function stepSummaryOf(io: Pick<Io, 'env'>): string | undefined {
  const { GITHUB_STEP_SUMMARY: summary } = io.env;
  return isGithubActions(io) && summary !== '' ? summary : undefined;
}
