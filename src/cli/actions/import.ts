import { resolve } from 'node:path';
import { packagedCatalogue } from '../../catalogue/files.js';
import { maxBytesOf, STREAM } from '../../configuration/tree.js';
import { createFile } from '../../files/write.js';
import { topologyText } from '../../import/topology.js';
import type { Faulty } from '../../model/discovered.js';
import { withSettledReleases } from '../../pipeline/settle.js';
import { nameAtLineStart } from '../../values/line-start.js';
import { visible } from '../../values/visible.js';
import { EXIT, type Io, UsageError } from '../io.js';
import type { AnswerOptions } from '../options.js';
import { discoverPaths } from './discovered.js';

export interface ImportCommandOptions extends AnswerOptions {
  readonly write?: string;
  /** Copies the values of the files instead of pointing at them. */
  readonly inline?: boolean;
}

/** Runs `import`; resolves to the exit code. */
export async function importPaths(args: readonly string[], options: ImportCommandOptions, io: Io): Promise<number> {
  if (options.host !== undefined && !/^[A-Za-z0-9._-]{1,128}$/.test(options.host))
    throw new UsageError(`--host ${options.host}: a host is letters, digits, dots, underscores and hyphens`);
  const stdin = args.includes('-') ? [{ file: 'stdin', bytes: await io.stdin(maxBytesOf(STREAM)) }] : [];
  const paths = args.filter((path) => path !== '-');
  const { deployments, manifests, failed } = discoverPaths(paths, options, io, stdin);
  const faults = deployments.flatMap((deployment) => [
    ...deployment.faults,
    ...[...(deployment.configurations?.values() ?? [])].flatMap(({ fragments }) =>
      fragments.flatMap(({ file, fault }) => (fault ? [{ file, ...fault }] : [])),
    ),
  ]);
  for (const line of new Set(faults.map(faultLine))) io.stderr(`${line}\n`);
  const [first] = deployments;
  if (manifests.length > 0 && deployments.length === 0)
    throw new UsageError(`no WSO2 workload found in ${visible(manifests.slice(0, 3).join(', '))}`);
  if (!first || Object.keys(first.document.nodes).length === 0)
    throw new UsageError(
      `no node found in ${args.join(', ')}: looked for deployment.toml, carbon.xml, deployment.yaml, compose files and the like`,
    );
  if (deployments.length > 1) {
    const names = deployments.map(({ name }, index) => visible(name ?? `number ${index + 1}`)).join(', ');
    io.stderr(
      `wso2-topology: ${deployments.length} deployments are there: ${names}; the first is written, name the folder of another one\n`,
    );
  }
  const catalogue = packagedCatalogue();
  write(
    topologyText(withSettledReleases(first, catalogue), {
      catalogue,
      ...(options.inline === undefined ? {} : { inline: options.inline }),
    }),
    options.write,
    io,
  );
  if (failed) return EXIT.failed;
  return faults.length > 0 ? EXIT.findings : EXIT.clean;
}

function faultLine({ file, range, reason }: Faulty): string {
  const { line, column } = range.start;
  return `${nameAtLineStart(file)}:${line}:${column}: ${visible(reason)}`;
}

function write(text: string, file: string | undefined, io: Io): void {
  if (file === undefined) {
    io.stdout(text);
    return;
  }
  const written = createFile(resolve(io.cwd, file), text, io.cwd);
  if (!written.ok) throw new UsageError(`cannot write ${file}: ${written.reason}`);
}
