import { resolve } from 'node:path';
import { decode } from '../files/decode.js';
import { readRegular } from '../files/regular.js';
import { replaceFile } from '../files/replace.js';
import { visible } from '../values/visible.js';
import { EXIT, type Io, UsageError } from './io.js';

/** Lines between which a list is kept up to date; what is around them is the reader's. */
const START = '<!-- wso2-topology ports -->';
const END = '<!-- /wso2-topology ports -->';

/** Longest file that a list is written into, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Writes a list between the two markers of a file; with `check` only says whether it is there already. Resolves to the exit code.
 * @param block Markdown, ending in a line end
 */
export function inject(file: string, block: string, check: boolean, io: Io): number {
  const path = resolve(io.cwd, file);
  const read = readRegular(path, MAX_BYTES);
  if (!read.ok) throw new UsageError(`--inject ${file}: ${read.reason}`);
  const decoded = decode(read.bytes);
  if (!decoded.ok) throw new UsageError(`--inject ${file}: ${decoded.reason}`);
  const { text } = decoded;
  const after = injected(text, block, file);
  if (after === text) return EXIT.clean;
  if (check) {
    io.stderr(`wso2-topology: ${visible(file)} is stale: run the same without --check\n`);
    return EXIT.findings;
  }
  const written = replaceFile(path, text, after);
  io.stderr(
    `wso2-topology: ${written.ok ? 'wrote' : 'cannot write'} ${visible(file)}${written.ok ? '' : `: ${written.reason}`}\n`,
  );
  return written.ok ? EXIT.clean : EXIT.failed;
}

function injected(text: string, block: string, file: string): string {
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  const isOnce = start >= 0 && end > start && start === text.lastIndexOf(START) && end === text.lastIndexOf(END);
  if (!isOnce)
    throw new UsageError(
      `--inject ${file}: it needs the line ${START} and below it the line ${END}, each of them once`,
    );
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  const lines = `\n\n${block}\n`.replaceAll('\n', lineEnd);
  return text.slice(0, start + START.length) + lines + text.slice(end);
}
