import { flowsOf } from '../../flows/flows.js';
import { deploymentFlows } from '../../report/flows/list.js';
import type { FlowFormat } from '../../report/flows/registry.js';
import { flowReporterOf } from '../../report/flows/registry.js';
import type { Io } from '../io.js';
import type { InputOptions } from '../options.js';
import { pageStyleOf } from '../terminal.js';
import { exitCodeOf, reportBrokenFiles } from './broken.js';
import { checkFiles } from './checked-files.js';
import { membersOf } from './groups.js';
import { placesIn } from './places.js';

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
