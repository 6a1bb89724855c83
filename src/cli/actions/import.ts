import { resolve } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { packagedCatalogue } from '../../catalogue/files.js';
import { productsCalled } from '../../catalogue/recognition.js';
import { idOf } from '../../configuration/home.js';
import { readTree } from '../../configuration/tree.js';
import { unreadKinds, unreadText } from '../../configuration/unread.js';
import { groupBy } from '../../deployment/lookup.js';
import type { Question } from '../../discovery/identity.js';
import type { NamedPath } from '../../discovery/nodes.js';
import { profileNamed } from '../../discovery/profile.js';
import { createFile } from '../../files/write.js';
import { importFragments } from '../../import/import.js';
import type { MadeNode } from '../../import/topology.js';
import type { Fault } from '../../model/fragment.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { present } from '../../values/present.js';
import { visible } from '../../values/visible.js';
import { EXIT, type Io, UsageError } from '../io.js';
import { rootNamed } from './inputs.js';

export interface ImportCommandOptions {
  readonly write?: string;
  readonly host?: string;
  readonly separate?: boolean;
  readonly product: readonly string[];
  /** `--version` of the command line. */
  readonly release: readonly string[];
  readonly profile: readonly string[];
  readonly root?: string;
}

/** Runs `import`; resolves to the exit code. */
export async function importPaths(args: readonly string[], options: ImportCommandOptions, io: Io): Promise<number> {
  const paths = args.map(pathOf);
  if (options.host !== undefined && !/^[A-Za-z0-9._-]{1,128}$/.test(options.host))
    throw new UsageError(`--host ${options.host}: a host is letters, digits, dots, underscores and hyphens`);
  const root = options.root === undefined ? undefined : rootNamed(options.root, io);
  const { fragments, unread, unreadable } = readTree(
    paths.map(({ path }) => path),
    io.cwd,
    root,
  );
  for (const { file, reason } of unreadable) io.stderr(`wso2-topology: cannot read ${visible(file)}: ${reason}\n`);
  for (const kind of unreadKinds(unread)) io.stderr(`wso2-topology: not read: ${visible(unreadText(kind))}\n`);
  const faults = fragments.flatMap(({ file, fault }) => (fault ? [faultLine(file, fault)] : []));
  for (const line of faults) io.stderr(`${line}\n`);
  const catalogue = packagedCatalogue();
  checkProducts(options.product, catalogue);
  const imported = importFragments(fragments, {
    catalogue,
    answers: { product: options.product, version: options.release, profile: options.profile },
    names: paths.flatMap(({ node, path }): NamedPath[] => (node === undefined ? [] : [{ node, path }])),
    ...present({ host: options.host, separate: options.separate }),
  });
  if (!imported.ok) throw new UsageError(questionText(imported.questions));
  if (imported.nodes.length === 0)
    throw new UsageError(
      `no node found in ${args.join(', ')}: looked for deployment.toml, carbon.xml, deployment.yaml, compose files and the like`,
    );
  checkAnswers(options, imported.nodes);
  write(imported.text, options.write, io);
  if (unreadable.length > 0) return EXIT.failed;
  return faults.length > 0 ? EXIT.findings : EXIT.clean;
}

function checkProducts(answers: readonly string[], catalogue: Catalogue): void {
  const legal = catalogue.products.map(({ id }) => id);
  for (const answer of answers) {
    const { value } = splitAnswer(answer);
    if (!legal.includes(value))
      throw new UsageError(
        `--product ${answer}: there is no product "${value}"${didYouMean(value, legal, productsCalled(value))}`,
      );
  }
}

/** An answer that speaks of no node, or of a profile that no node has, is a slip. */
function checkAnswers({ product, release, profile }: ImportCommandOptions, nodes: readonly MadeNode[]): void {
  const keys = nodes.flatMap(({ node, identity }) => [node.id, identity.product.value]);
  const options = { '--product': product, '--version': release, '--profile': profile };
  for (const [option, answers] of Object.entries(options))
    for (const answer of answers) {
      const { key } = splitAnswer(answer);
      if (key !== undefined && !keys.includes(key))
        throw new UsageError(
          `${option} ${answer}: there is neither a node nor a product "${key}"${didYouMean(key, keys)}`,
        );
    }
  const legal = [...new Set(nodes.flatMap(({ identity }) => identity.release.profiles))];
  for (const answer of profile) {
    const { value } = splitAnswer(answer);
    if (profileNamed(legal, value) === undefined)
      throw new UsageError(`--profile ${answer}: there is no profile "${value}"${didYouMean(value, legal)}`);
  }
}

function splitAnswer(answer: string): { readonly key?: string; readonly value: string } {
  const equals = answer.indexOf('=');
  return equals < 0 ? { value: answer } : { key: answer.slice(0, equals), value: answer.slice(equals + 1) };
}

/** `gw=conf/gw` names a node; a path that contains `=` itself is written with a leading `./`. */
function pathOf(argument: string): { readonly node?: string; readonly path: string } {
  const match = /^([A-Za-z0-9._-]{1,128})=(.+)$/.exec(argument);
  const path = (match?.[2] ?? argument).replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, '');
  return match?.[1] === undefined ? { path } : { node: idOf(match[1]), path };
}

function faultLine(file: string, { range, reason }: Fault): string {
  const { line, column } = range.start;
  return `${visible(file)}:${line}:${column}: ${visible(reason)}`;
}

/** All that has to be known, in one message; nodes that need the same answer are asked for together. */
function questionText(questions: readonly Question[]): string {
  const alike = groupBy(questions, ({ aspect, product, candidates }) => `${aspect} ${product} ${candidates.join()}`);
  const texts = [...alike.values()].map((group) => {
    const [{ aspect, product, candidates, node: first }] = group;
    const nodes = group.map(({ node, origin }) => `${node} (${origin})`).join(', ');
    const [asked, key] =
      aspect === 'version'
        ? [`the release of ${product}`, product]
        : ['the product', group.length === 1 ? first : '<node>'];
    return `${asked} of ${nodes}: give --${aspect} ${key}=<one of ${candidates.join(', ')}>`;
  });
  return `the files do not tell ${texts.join('; nor ')}`;
}

function write(text: string, file: string | undefined, io: Io): void {
  if (file === undefined) {
    io.stdout(text);
    return;
  }
  const written = createFile(resolve(io.cwd, file), text, io.cwd);
  if (!written.ok) throw new UsageError(`cannot write ${file}: ${written.reason}`);
}
