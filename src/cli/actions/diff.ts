import { resolve } from 'node:path';
import { packagedCatalogue } from '../../catalogue/files.js';
import { changesBetween, type PlanState, type Side } from '../../changes/changes.js';
import { foldedFlows } from '../../deployment/folded-flows.js';
import { configOf } from '../../desired/desired.js';
import { extractRevision } from '../../files/git.js';
import { exists } from '../../files/read.js';
import { isBelow } from '../../files/root.js';
import { flowsOf } from '../../flows/flows.js';
import { planOf } from '../../load/plan.js';
import type { Evaluation } from '../../model/evaluation.js';
import { isEmpty } from '../../report/changes/list.js';
import { type ChangeFormat, changeReporterOf } from '../../report/changes/registry.js';
import { visible } from '../../values/visible.js';
import { EXIT, type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { pageStyleOf } from '../terminal.js';
import { exitCodeOf, reportBrokenFiles } from './broken.js';
import { type CheckedFiles, checkFiles } from './checked-files.js';

export interface DiffOptions extends InputOptions {
  readonly format: ChangeFormat;
  readonly exitCode?: boolean;
}

/** Runs `diff`; resolves to the exit code. */
export async function diff(old: string, now: string, options: DiffOptions, io: Io): Promise<number> {
  const before = await planAt(old, options, io);
  const after = await planAt(now, options, io);
  const changes = changesBetween(before.state, after.state);
  const reporter = await changeReporterOf(options.format);
  io.stdout(reporter(changes, pageStyleOf(options.color, io)));
  const code = Math.max(before.code, after.code);
  return code === EXIT.clean && options.exitCode && !isEmpty(changes) ? EXIT.findings : code;
}

/** A plan as it is compared, and how a list of it would end. */
interface Read {
  readonly state: PlanState;
  readonly code: number;
}

/** Reads one plan: a path, `-`, or `git:<revision>:<path>`. */
async function planAt(argument: string, options: InputOptions, io: Io): Promise<Read> {
  const named = /^git:([^:]+):(.*)$/s.exec(argument);
  if (!named) {
    if (argument.startsWith('git:'))
      throw new UsageError(`${argument}: a revision is written git:<revision>:<path>, as in git:main:topology.yaml`);
    return stateOf(await checkFiles([argument], options, io, { suggestions: false }), argument, io);
  }
  const [, name = '', path = ''] = named;
  const extracted = extractRevision(name, io.cwd, io.env);
  if (!extracted.ok) throw new UsageError(`${argument}: ${extracted.reason}`);
  const { root, directory, left, remove } = extracted.revision;
  try {
    for (const line of left) io.stderr(`wso2-topology: ${visible(argument)}: not read: ${line}\n`);
    const there = { ...io, cwd: directory };
    const file = path === '' ? '.' : path;
    if (!isBelow(resolve(directory, file), root))
      throw new UsageError(`${argument}: a path in a revision is relative and stays in the repository`);
    if (!exists(resolve(directory, file))) {
      io.stderr(`wso2-topology: ${visible(argument)}: not in this revision, which counts as an empty plan\n`);
      return { state: { sides: [], findings: [], nameOf: (other) => other }, code: EXIT.clean };
    }
    return stateOf(await checkFiles([file], options, there, { suggestions: false }), file, io);
  } finally {
    remove();
  }
}

function stateOf(checked: CheckedFiles, argument: string, io: Io): Read {
  const broken = reportBrokenFiles(checked, io);
  const folder = argument.replace(/^\.\/+|\/+$/g, '');
  // A deployment that was found in a folder is called `folder (name)`.
  const nameOf = (file: string) =>
    file === folder
      ? ''
      : /^[/ ]/.test(file.slice(folder.length)) && file.startsWith(folder)
        ? file.slice(folder.length + 1)
        : file;
  return {
    state: { sides: checked.evaluations.map(sideOf), findings: checked.report.findings, nameOf },
    code: exitCodeOf(checked, broken),
  };
}

function sideOf({ deployment, documents }: Evaluation): Side {
  return {
    deployment,
    openings: foldedFlows(flowsOf(deployment).flows.filter(({ crossesHosts }) => crossesHosts)),
    configs: configOf(deployment, packagedCatalogue().with(planOf(documents).plan.products)),
  };
}
