import { join, resolve } from 'node:path';
import { packagedCatalogue } from '../../catalogue/files.js';
import { exportPlanOf } from '../../export/plan.js';
import { writeWhole } from '../../files/write.js';
import { flowsOf } from '../../flows/flows.js';
import { planOf } from '../../load/plan.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { ExportPlan } from '../../model/export.js';
import type { ExportedFile } from '../../report/export/exporter.js';
import { type ExportFormat, exporterOf } from '../../report/export/registry.js';
import { deploymentFlows } from '../../report/flows/list.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { visible } from '../../values/visible.js';
import { EXIT, type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { oneDeployment } from './one-deployment.js';

export interface ExportOptions extends InputOptions {
  readonly format: ExportFormat;
  readonly output?: string;
  /** Ids; empty for all. */
  readonly host: readonly string[];
  readonly certain?: boolean;
}

/** Runs `export`; resolves to the exit code. */
export async function exportPlan(files: readonly string[], options: ExportOptions, io: Io): Promise<number> {
  const { evaluation, code } = await oneDeployment(files, options, io, ', and files of several would be mixed');
  if (!evaluation) return code;
  const exporter = await exporterOf(options.format);
  const plan = planFor(evaluation, options);
  const written = wanted(exporter.files(plan, connectionsFor(evaluation, options)), evaluation, options);
  if (written.length === 0) io.stderr(`wso2-topology: the plan has nothing for ${options.format}\n`);
  tellMissing(written, plan, io);
  if (options.output !== undefined) return Math.max(code, writeFiles(written, options.output, io));
  io.stdout(written.map(({ text }) => text).join(exporter.separator ?? '\n'));
  return code;
}

function planFor({ deployment, documents }: Evaluation, { certain }: ExportOptions) {
  const { flows, open } = flowsOf(deployment);
  const told = certain ? flows.filter(({ basis }) => basis !== 'assumed') : flows;
  return exportPlanOf(deployment, { flows: told, open }, packagedCatalogue().with(planOf(documents).plan.products));
}

function connectionsFor({ deployment }: Evaluation, { certain = false }: ExportOptions) {
  return deploymentFlows(deployment, flowsOf(deployment), { certain });
}

function wanted(files: readonly ExportedFile[], { deployment }: Evaluation, { host: hosts }: ExportOptions) {
  const legal = deployment.hosts.map(({ id }) => id);
  const unknown = hosts.find((id) => !legal.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`--host ${unknown}: there is no host "${unknown}"${didYouMean(unknown, legal)}`);
  return files.filter(({ host }) => hosts.length === 0 || host === undefined || hosts.includes(host));
}

/** A file that hid what it lacks would be taken for complete. */
function tellMissing(files: readonly ExportedFile[], { open, unknown }: ExportPlan, io: Io): void {
  const missing = new Set(files.flatMap((file) => file.missing ?? [])).size;
  if (missing > 0)
    io.stderr(`wso2-topology: left out, as the plan has no address: ${missing}; comments in the files name them\n`);
  if (open.length > 0)
    io.stderr(`wso2-topology: left out, as their port is not decided: ${open.length}; \`flows\` names these links\n`);
  if (unknown.length > 0)
    io.stderr(
      `wso2-topology: left out, as they lead to no address: ${unknown.length}; \`flows\` names these connections\n`,
    );
}

function writeFiles(files: readonly ExportedFile[], folder: string, io: Io): number {
  let code: number = EXIT.clean;
  for (const { name, text } of files) {
    const result = writeWhole(resolve(io.cwd, folder, name), text, io.cwd);
    if (result.ok) io.stderr(`wso2-topology: wrote ${visible(join(folder, name))}\n`);
    else {
      io.stderr(`wso2-topology: cannot write ${visible(join(folder, name))}: ${result.reason}\n`);
      code = EXIT.failed;
    }
  }
  return code;
}
