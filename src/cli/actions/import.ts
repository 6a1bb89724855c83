import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { packagedCatalogue } from '../../catalogue/files.js';
import { readTree } from '../../import/files.js';
import type { Fragment } from '../../import/format.js';
import { idOf } from '../../import/home.js';
import type { Question } from '../../import/identity.js';
import { importFragments } from '../../import/import.js';
import type { NamedPath } from '../../import/nodes.js';
import { groupBy } from '../../lookup.js';
import { visible } from '../../report/escape.js';
import type { ImportCommandOptions } from '../import.js';
import { EXIT, type Io, UsageError } from '../io.js';

/** Runs `import`; resolves to the exit code. */
export async function importPaths(args: readonly string[], options: ImportCommandOptions, io: Io): Promise<number> {
  const paths = args.map(pathOf);
  if (options.host !== undefined && !/^[A-Za-z0-9._-]{1,128}$/.test(options.host))
    throw new UsageError(`--host ${options.host}: a host is letters, digits, dots, underscores and hyphens`);
  const { fragments, unreadable } = readTree(
    paths.map(({ path }) => path),
    io.cwd,
    options.root,
  );
  for (const { file, reason } of unreadable) io.stderr(`wso2-topology: cannot read ${visible(file)}: ${reason}\n`);
  const faults = fragments.filter(({ fault }) => fault);
  for (const fragment of faults) io.stderr(`${faultLine(fragment)}\n`);
  const imported = importFragments(fragments, {
    catalogue: packagedCatalogue(),
    answers: { product: options.product, version: options.release, profile: options.profile },
    names: paths.flatMap(({ node, path }): NamedPath[] => (node === undefined ? [] : [{ node, path }])),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.separate === undefined ? {} : { separate: options.separate }),
  });
  if (!imported.ok) throw new UsageError(questionText(imported.questions));
  if (imported.nodes.length === 0)
    throw new UsageError(
      `no node found in ${args.join(', ')}: looked for deployment.toml, carbon.xml, deployment.yaml, compose files and the like`,
    );
  write(imported.text, options.write, io);
  if (unreadable.length > 0) return EXIT.failed;
  return faults.length > 0 ? EXIT.findings : EXIT.clean;
}

/** `gw=conf/gw` names a node; a path that contains `=` itself is written with a leading `./`. */
function pathOf(argument: string): { readonly node?: string; readonly path: string } {
  const match = /^([A-Za-z0-9._-]{1,128})=(.+)$/.exec(argument);
  const path = (match?.[2] ?? argument).replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, '');
  return match?.[1] === undefined ? { path } : { node: idOf(match[1]), path };
}

function faultLine({ file, fault }: Fragment): string {
  const { line, column } = fault?.range.start ?? { line: 1, column: 1 };
  return `${visible(file)}:${line}:${column}: ${visible(fault?.reason ?? '')}`;
}

/** All that has to be known, in one message; nodes that need the same answer are asked for together. */
function questionText(questions: readonly Question[]): string {
  const alike = groupBy(questions, ({ aspect, product, candidates }) => `${aspect} ${product} ${candidates.join()}`);
  const texts = [...alike.values()].map((group) => {
    const [{ aspect, product, candidates }] = group as [Question, ...Question[]];
    const nodes = group.map(({ node, origin }) => `${node} (${origin})`).join(', ');
    const key = aspect === 'version' ? product : group.length === 1 ? group[0]?.node : '<node>';
    return `${aspect === 'version' ? `the release of ${product}` : 'the product'} of ${nodes}: give --${aspect} ${key}=<one of ${candidates.join(', ')}>`;
  });
  return `the files do not tell ${texts.join('; nor ')}`;
}

function write(text: string, file: string | undefined, io: Io): void {
  if (file === undefined) return io.stdout(text);
  try {
    writeFileSync(resolve(io.cwd, file), text, { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new UsageError(
      code === 'EEXIST' ? `${file} exists; import writes new files only` : `cannot write ${file}: ${code}`,
    );
  }
}
