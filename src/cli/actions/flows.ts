import { flowsOf } from '../../flows/flows.js';
import { parseSource } from '../../load/source.js';
import { originsOf } from '../../pipeline/origins.js';
import { deploymentFlows, type PlaceOf } from '../../report/flows/list.js';
import type { FlowFormat } from '../../report/flows/registry.js';
import { flowReporterOf } from '../../report/flows/registry.js';
import { entryOf } from '../../values/memo.js';
import { present } from '../../values/present.js';
import type { Io } from '../io.js';
import type { InputOptions } from '../options.js';
import { pageStyleOf } from '../terminal.js';
import { exitCodeOf, reportBrokenFiles } from './broken.js';
import { type CheckedFiles, checkFiles } from './checked-files.js';
import { membersOf } from './groups.js';

export interface FlowsOptions extends InputOptions {
  readonly format: FlowFormat;
  readonly crossHost?: boolean;
  readonly unique?: boolean;
  readonly certain?: boolean;
  readonly group?: string;
}

/** Runs `flows`; resolves to the exit code. */
export async function flows(files: readonly string[], options: FlowsOptions, io: Io): Promise<number> {
  const checked = await checkFiles(files, options, io, { suggestions: false });
  const broken = reportBrokenFiles(checked, io);
  const reporter = await flowReporterOf(options.format);
  const placeOf = placesIn(checked);
  if (options.group !== undefined && checked.evaluations.length > 0) membersOf(checked.evaluations, options.group);
  const shown = checked.evaluations.map(({ deployment }) =>
    deploymentFlows(deployment, flowsOf(deployment), options, placeOf),
  );
  if (shown.length > 0 || options.format === 'json') io.stdout(reporter(shown, pageStyleOf(options.color, io)));
  return exitCodeOf(checked, broken);
}

/** Finds the lines of values; a text is parsed when its first line is asked for. */
function placesIn({ textOf, discovered }: CheckedFiles): PlaceOf {
  const sources = new Map<string, ReturnType<typeof parseSource>>();
  const origins = new Map(discovered.map((found) => [found.file, originsOf(found)]));
  return ({ file, path, range }) => {
    if (range) return { file, line: range.start.line };
    const origin = origins.get(file);
    if (origin) return { file: origin.fileOf(path) ?? file, line: origin.locate(path, 'value').start.line };
    const parsed = entryOf(sources, file, () => parseSource(file, textOf(file) ?? ''));
    return present({ file, line: parsed.ok ? parsed.source.locate(path).start.line : undefined });
  };
}
