import { packagedCatalogue } from '../../catalogue/files.js';
import { exportPlanOf } from '../../export/plan.js';
import { flowsOf } from '../../flows/flows.js';
import { planOf } from '../../load/plan.js';
import type { Deployment } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import { type VerificationFormat, verificationReporterOf } from '../../report/verify/registry.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { type HostListing, verify } from '../../verify/verify.js';
import { EXIT, type Io, UsageError } from '../io.js';
import type { InputOptions } from '../options.js';
import { pageStyleOf } from '../terminal.js';
import { listingIn } from './listing.js';
import { oneDeployment } from './one-deployment.js';

export interface VerifyOptions extends InputOptions {
  readonly format: VerificationFormat;
  /** `[host=]file`, as written. */
  readonly listing: readonly string[];
}

/** Runs `verify`; resolves to the exit code. */
export async function verifyPlan(files: readonly string[], options: VerifyOptions, io: Io): Promise<number> {
  if (options.listing.length === 0)
    throw new UsageError('name what a host lists, as in --listing app1=ss.txt, made by `ss -tulpn` on app1');
  if (options.listing.filter((text) => /^([^=]*=)?-$/.test(text)).length > 1)
    throw new UsageError('standard input is the listing of one host; name files for the others');
  const { evaluation, code } = await oneDeployment(files, options, io);
  if (!evaluation) return code;
  const listings: HostListing[] = [];
  for (const text of options.listing) listings.push(await listingAt(text, evaluation.deployment, io));
  const verification = verify(planFor(evaluation), evaluation.deployment, listings);
  const reporter = await verificationReporterOf(options.format);
  io.stdout(reporter(verification, pageStyleOf(options.color, io)));
  if (verification.unseen.length > 0)
    io.stderr(`wso2-topology: no listing of ${verification.unseen.join(', ')}: nothing is said of them\n`);
  const differs = verification.hosts.some(({ ports }) => ports.some(({ isDifference }) => isDifference));
  return code === EXIT.clean && differs ? EXIT.findings : code;
}

function planFor({ deployment, documents }: Evaluation) {
  return exportPlanOf(deployment, flowsOf(deployment), packagedCatalogue().with(planOf(documents).plan.products));
}

async function listingAt(argument: string, deployment: Deployment, io: Io): Promise<HostListing> {
  const [, name, file = ''] = /^(?:([A-Za-z0-9._-]{1,128})=)?(.+)$/s.exec(argument) ?? [];
  const of = ownerOf(name, argument, deployment);
  const listing = await listingIn(file, `--listing ${argument}`, io);
  return { ...of, listing };
}

/** The host of a listing: the one that is named, that of the node that is named, or the only one of the plan. */
function ownerOf(
  name: string | undefined,
  argument: string,
  { hosts, nodes }: Deployment,
): Omit<HostListing, 'listing'> {
  const [only, ...others] = hosts;
  if (name === undefined) {
    if (only && others.length === 0) return { host: only.id };
    throw new UsageError(
      `--listing ${argument}: say of which host it is, as in --listing ${only?.id ?? 'app1'}=${argument}`,
    );
  }
  if (hosts.some(({ id }) => id === name)) return { host: name };
  const node = nodes.find(({ id }) => id === name);
  if (node) return { host: node.host, node: name };
  const legal = [...hosts, ...nodes].map(({ id }) => id);
  throw new UsageError(`--listing ${argument}: there is neither a host nor a node "${name}"${didYouMean(name, legal)}`);
}
