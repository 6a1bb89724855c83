import { resolve } from 'node:path';
import { replaceFile } from '../../files/replace.js';
import { shownText } from '../../load/shown-text.js';
import type { Fixed, FixedFile } from '../../model/correction.js';
import { type FixOptions, fix } from '../../pipeline/fix.js';
import { diff } from '../../report/fix/diff.js';
import { json } from '../../report/fix/json.js';
import { list, summary } from '../../report/fix/summary.js';
import { asMark } from '../../values/url-secrets.js';
import { visible } from '../../values/visible.js';
import { wantsColor } from '../color.js';
import { EXIT, type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { readFiles } from './checked-files.js';

export interface FixCommandOptions extends InputOptions {
  readonly format: 'diff' | 'json';
  readonly prefer: 'client' | 'server';
  readonly write?: boolean;
  readonly check?: boolean;
}

/** Runs `fix`; resolves to the exit code. */
export async function fixFiles(files: readonly string[], options: FixCommandOptions, io: Io): Promise<number> {
  return correctFiles(files, options, io, {});
}

/** Corrects the files of a command line and shows or writes the result. */
export async function correctFiles(
  files: readonly string[],
  options: FixCommandOptions,
  io: Io,
  how: Pick<FixOptions, 'plan'>,
): Promise<number> {
  const toStdout = options.write === true && files.includes('-');
  if (options.write && options.check) throw new UsageError('--write and --check exclude each other');
  if (toStdout && options.format === 'json')
    throw new UsageError('with - and --write standard output is the corrected text; leave --format json out');
  const { inputs, run, failed, textOf: rawText } = await readFiles(files, options, io);
  const fixed = fix(inputs, { ...run, ...how, prefer: options.prefer, textOf: rawText });
  const stdin = files.includes('-') ? options.stdinFilename : undefined;
  const written = options.write ? write(fixed, stdin, io) : true;
  // A file that was not written must not be listed as changed.
  if (!written) return EXIT.failed;
  const say = toStdout ? io.stderr : io.stdout;
  say(textOf(fixed, options, wantsColor(options.color, io) && !toStdout));
  if (failed) return EXIT.failed;
  const isLeft = fixed.unresolved.length > 0 || (!options.write && fixed.edits.length > 0);
  return isLeft ? EXIT.findings : EXIT.clean;
}

function textOf(fixed: Fixed, { format, check, write: isWritten }: FixCommandOptions, color: boolean): string {
  if (format === 'json') return json(fixed);
  if (check) return list(fixed);
  const changes = isWritten ? '' : diff(fixed.files.map(shownFile), color);
  return `${changes}${changes === '' ? '' : '\n'}${summary(fixed, color)}`;
}

/** A topology without its secrets. */
function shownFile(file: FixedFile): FixedFile {
  const { before, after, product } = file;
  if (product || before === after) return file;
  return { ...file, before: shownText(before, asMark), after: shownText(after, asMark) };
}

/** Whether every file that changes has its new text; what could not be written is one line on stderr each. */
function write({ files }: Fixed, stdin: string | undefined, io: Io): boolean {
  let complete = true;
  for (const { file, before, after } of files) {
    if (file === stdin) io.stdout(after);
    else if (before !== after) {
      const written = replaceFile(resolve(io.cwd, file), before, after);
      if (written.ok) continue;
      complete = false;
      io.stderr(`wso2-topology: cannot write ${visible(file)}: ${written.reason}\n`);
    }
  }
  return complete;
}
