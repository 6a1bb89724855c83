import { flowsOf } from '../../flows/flows.js';
import { deploymentFlows } from '../../report/flows/list.js';
import type { FlowFormat } from '../../report/flows/registry.js';
import { flowReporterOf } from '../../report/flows/registry.js';
import type { Io } from '../io.js';
import type { InputOptions } from '../options.js';
import { lookOf } from '../terminal.js';
import { analyseFiles } from './analyse.js';
import { exitCodeOf, tellBroken } from './broken.js';

export interface FlowsOptions extends InputOptions {
  readonly format: FlowFormat;
  readonly crossHost?: boolean;
}

/** Runs `flows`; resolves to the exit code. */
export async function flows(files: readonly string[], options: FlowsOptions, io: Io): Promise<number> {
  const analysed = await analyseFiles(files, options, io, { suggestions: false });
  const broken = tellBroken(analysed, io);
  const reporter = await flowReporterOf(options.format);
  const shown = analysed.evaluations.map(({ deployment }) =>
    deploymentFlows(deployment, flowsOf(deployment), options.crossHost ?? false),
  );
  if (shown.length > 0 || options.format === 'json') io.stdout(reporter(shown, lookOf(options.color, io)));
  return exitCodeOf(analysed, broken);
}
