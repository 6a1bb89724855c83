import { relative, resolve, sep } from 'node:path';
import type { Written } from '../files/disk.js';
import { appendText, writeWhole } from '../files/write.js';
import type { Report } from '../model/report.js';
import { reporterOf } from '../report/registry.js';
import type { Reporter, Style } from '../report/reporter.js';
import { visible } from '../values/visible.js';
import type { Io } from './io.js';
import type { Output, Sources } from './output.js';

/** Writes every report, each whole or not at all. One that cannot be written is a line on stderr; false when there was one. */
export async function writeOutputs(
  outputs: readonly Output[],
  report: Report,
  sources: Sources,
  io: Io,
): Promise<boolean> {
  let written = true;
  for (const { format, file } of outputs) {
    const text = (await reporterOf(format))(report, { color: false, width: 0, ...sources });
    const path = resolve(io.cwd, file);
    // Only files of this run have a text.
    const isInput = sources.textOf(nameIn(io.cwd, path)) !== undefined;
    const result = isInput ? OVERWRITES : writeWhole(path, text, io.cwd);
    sayUnwritten(visible(file), result, io);
    written &&= result.ok;
  }
  return written;
}

const OVERWRITES: Written = { ok: false, reason: 'it is one of the files that were checked' };

function nameIn(cwd: string, path: string): string {
  return relative(cwd, path).split(sep).join('/');
}

/** A step summary may hold 1 MiB, and GitHub drops a longer one as a whole. */
const SUMMARY_BYTES = 1_000_000;
/** A summary that cannot hold all findings needs no more of them. */
const SUMMARY_FINDINGS = 200;

/** Appends the report to the summary of the step. Whatever is wrong there is said, and never decides how the run ends. */
export async function appendStepSummary(
  summary: string,
  outputs: readonly Output[],
  report: Report,
  sources: Sources,
  io: Io,
): Promise<void> {
  const path = resolve(io.cwd, summary);
  if (outputs.some(({ file }) => resolve(io.cwd, file) === path)) return;
  const text = fitted(await reporterOf('markdown'), report, { color: false, width: 0, ...sources });
  sayUnwritten('the step summary', appendText(path, text), io);
}

/** As many findings as fit. */
function fitted(reporter: Reporter, report: Report, style: Style): string {
  const whole = reporter(report, style);
  if (Buffer.byteLength(whole) <= SUMMARY_BYTES) return whole;
  for (let shown = Math.min(SUMMARY_FINDINGS, report.findings.length); ; shown = Math.floor(shown / 2)) {
    const part = reporter({ ...report, findings: report.findings.slice(0, shown), suppressed: [] }, style);
    if (shown === 0 || Buffer.byteLength(part) <= SUMMARY_BYTES)
      return `${part}\nOnly the first ${shown} findings are shown here.\n`;
  }
}

function sayUnwritten(what: string, written: Written, io: Io): void {
  if (!written.ok) io.stderr(`wso2-topology: cannot write ${what}: ${written.reason}\n`);
}
