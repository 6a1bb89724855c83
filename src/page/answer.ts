import { type CheckedFiles, checkFiles, readFiles } from '../cli/actions/checked-files.js';
import { connectionsIn } from '../cli/actions/connections.js';
import { type Io, UsageError } from '../cli/io.js';
import type { InputOptions } from '../cli/options.js';
import type { Finding, ReportedFix } from '../model/report.js';
import { fix } from '../pipeline/fix.js';
import { textEditor } from '../pipeline/text-edits.js';
import { byGravity, reportBody } from '../report/html/html.js';
import { paintFor } from '../report/paint.js';
import { summaryLines } from '../report/text/text.js';
import { FOLDER, placeFiles } from './browser/fs.js';
import { changed } from './changed.js';

export type Files = ReadonlyMap<string, string>;

/** The answer of the command line about the files, for the page. */
export interface Answer {
  /** HTML: findings, ports, pictures. */
  readonly body: string;
  /** The counts of findings and of endpoints that were not judged, in a line or two; or why nothing could be checked. */
  readonly summary: readonly string[];
  /** The lines that the command line would print to stderr: files that are not read, and why. */
  readonly said: readonly string[];
  /** In the order of the body. */
  readonly findings: readonly Finding[];
  /** Whether a correction of everything may change something. */
  readonly isCorrectable: boolean;
  /** Whether it is known how to write a fix: everything that it changes has a place. */
  readonly isWritable: (fix: ReportedFix) => boolean;
  /** The files after a fix; undefined where it is not known how to write it. */
  readonly applied: (fix: ReportedFix) => Files | undefined;
  readonly checked?: CheckedFiles;
}

const OPTIONS: InputOptions = {
  stdinFilename: 'stdin',
  rule: [],
  color: 'never',
  product: [],
  version: [],
  profile: [],
};

/** Checks files as `wso2-topology check .` does in a folder that has them. */
export async function answerOf(files: Files): Promise<Answer> {
  const said: string[] = [];
  try {
    const checked = await checkFiles(['.'], OPTIONS, worldOf(files, said));
    const { report, evaluations, textOf, topologyOf, productOf } = checked;
    const editsOf = textEditor(topologyOf, productOf);
    const connectionsOf = connectionsIn(report.deployments, evaluations);
    const style = { color: false, width: 0, textOf, connectionsOf };
    return {
      body: reportBody(report, style).text,
      // The last line names a command, which is a button here.
      summary: summaryLines(report, paintFor(false)).filter((line) => !line.includes('wso2-topology fix')),
      said: said.map((line) => line.trim()),
      findings: byGravity(report.findings),
      isCorrectable: report.findings.some(({ correctable, fixes }) => correctable || fixes.length > 0),
      isWritable: ({ edits, configuration }) =>
        edits.length > 0
          ? edits.every(({ file }) => topologyOf(file) !== undefined)
          : configuration.length > 0 && configuration.every(({ range }) => range !== undefined),
      applied: (offered) => {
        const changes = editsOf(offered);
        return changes && changed(files, changes);
      },
      checked,
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const nothing = { body: '', findings: [], isCorrectable: false, isWritable: () => false, applied: () => undefined };
    return { ...nothing, summary: [error.message], said: said.map((line) => line.trim()) };
  }
}

/** Corrects files as `wso2-topology fix --write .` does, and says what it did. */
export async function corrected(files: Files): Promise<{ readonly files: Files; readonly summary: string }> {
  const { inputs, run, textOf } = await readFiles(['.'], OPTIONS, worldOf(files, []));
  const fixed = fix(inputs, { ...run, textOf });
  const values = `${fixed.edits.length} ${fixed.edits.length === 1 ? 'value' : 'values'} changed`;
  const { length } = fixed.unresolved;
  const left = length === 0 ? '' : `, ${length} ${length === 1 ? 'finding' : 'findings'} left to you`;
  return {
    files: new Map([...files, ...fixed.files.map(({ file, after }) => [file, after] as const)]),
    summary: `${values}${left}`,
  };
}

/** A folder that has these files and nothing else, and a terminal that is a list of lines. */
function worldOf(files: Files, said: string[]): Io {
  placeFiles(files);
  return {
    stdout: () => undefined,
    stderr: (text) => said.push(text),
    stdin: async () => new Uint8Array(),
    get streams(): Io['streams'] {
      throw new RangeError('a page has no standard input');
    },
    env: {},
    terminal: { stdout: false, stderr: false, columns: undefined },
    cwd: FOLDER,
  };
}
