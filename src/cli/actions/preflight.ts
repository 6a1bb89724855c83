import { packagedCatalogue } from '../../catalogue/files.js';
import { exportPlanOf } from '../../export/plan.js';
import { flowsOf } from '../../flows/flows.js';
import { planOf } from '../../load/plan.js';
import type { Deployment } from '../../model/deployment.js';
import type { ExportHost, ExportPlan } from '../../model/export.js';
import type { ObservedProcess } from '../../model/listing.js';
import type { NeededPort, Obstacle } from '../../model/preflight.js';
import { judge } from '../../preflight/judge.js';
import { hostsOfMachine, preflightPlanOf } from '../../preflight/plan.js';
import { answersOf } from '../../probe/answers.js';
import { machineIdentity } from '../../probe/machine.js';
import { PREFLIGHT_REPORTERS, type PreflightFormat } from '../../report/preflight/formats.js';
import { isLoopback, overlaps } from '../../values/addresses.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { present } from '../../values/present.js';
import { isInSight } from '../../verify/sight.js';
import { EXIT, type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { pageStyleOf } from '../terminal.js';
import { listingIn } from './listing.js';
import { oneDeployment } from './one-deployment.js';

export interface PreflightOptions extends InputOptions {
  readonly format: PreflightFormat;
  readonly host?: string;
  readonly listing?: string;
  readonly connect?: boolean;
}

/** Runs `preflight`; resolves to the exit code. */
export async function preflight(files: readonly string[], options: PreflightOptions, io: Io): Promise<number> {
  const { evaluation, code } = await oneDeployment(files, options, io);
  if (!evaluation) return code;
  const { deployment, documents } = evaluation;
  const catalogue = packagedCatalogue().with(planOf(documents).plan.products);
  const host = hostIn(exportPlanOf(deployment, flowsOf(deployment), catalogue), deployment, options.host);
  const plan = preflightPlanOf(host, deployment, flowsOf(deployment).flows);
  const holderOf = options.listing === undefined ? undefined : await holdersIn(options.listing, io);
  const checks = judge(plan, await answersOf(plan, { ...present({ holderOf }), connect: options.connect ?? false }));
  io.stdout(PREFLIGHT_REPORTERS[options.format](plan, checks, pageStyleOf(options.color, io)));
  return code === EXIT.clean && checks.some(({ level }) => level === 'error') ? EXIT.findings : code;
}

/** The host that is named, else the one that this machine is by its name or one of its addresses. */
function hostIn({ hosts }: ExportPlan, deployment: Deployment, named: string | undefined): ExportHost {
  const machine = machineIdentity();
  const ids = named === undefined ? hostsOfMachine(deployment, machine) : [named];
  const found = hosts.filter(({ id }) => ids.includes(id));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const legal = hosts.map(({ id }) => id);
  if (named !== undefined)
    throw new UsageError(`--host ${named}: there is no host "${named}"${didYouMean(named, legal)}`);
  throw new UsageError(
    only
      ? `this machine (${machine.name}) is several hosts of the plan: ${ids.join(', ')}; name one with --host`
      : `this machine (${machine.name}) is none of the plan's hosts: ${legal.join(', ')}; name one with --host`,
  );
}

/** Who has a port, as a listing of this machine says. */
async function holdersIn(file: string, io: Io): Promise<(port: NeededPort) => Obstacle | undefined> {
  const listing = await listingIn(file, `--listing ${file}`, io);
  return (needed) => {
    const { port, protocol, bind, shareable } = needed;
    const holder = listing.sockets.find(
      (socket) => socket.port === port && socket.protocol === protocol && isInTheWay(bind, socket.address ?? '*'),
    );
    if (!holder) return isInSight([listing], needed) ? undefined : { kind: 'unseen' };
    // No listing shows whether its owner shares it.
    return shareable ? undefined : { kind: 'taken', ...present({ detail: holderText(holder.process) }) };
  };
}

/** `nginx (pid 901)`, as far as the listing says it. */
function holderText({ name, pid }: ObservedProcess = {}): string | undefined {
  const number = pid === undefined ? [] : [`pid ${pid}`];
  return name === undefined ? number[0] : [name, ...number.map((text) => `(${text})`)].join(' ');
}

function isInTheWay(bind: string, address: string): boolean {
  return overlaps(bind, address) || (isLoopback(bind) && isLoopback(address));
}
