import { resolve } from 'node:path';
import { packagedCatalogue } from '../../catalogue/files.js';
import { idOf } from '../../configuration/home.js';
import { configurationText, type GivenText, understoodFiles } from '../../configuration/tree.js';
import { unreadKinds, unreadText } from '../../configuration/unread.js';
import { groupBy } from '../../deployment/lookup.js';
import { discover } from '../../discovery/discover.js';
import { readRepository } from '../../discovery/repository.js';
import type { Refused } from '../../files/walk.js';
import type { Discovered, DiscoveredDeployment } from '../../model/discovered.js';
import type { UnreadPlace } from '../../model/fragment.js';
import { START } from '../../values/lines.js';
import { visible } from '../../values/visible.js';
import type { Io } from '../io.js';
import type { AnswerOptions } from '../options.js';
import { checkAnswers, checkProducts } from './answers.js';
import { rootNamed } from './inputs.js';

export interface DiscoveredFiles extends Discovered {
  /** The text of a configuration file that was understood. It may hold secrets. */
  readonly textOf: (file: string) => string | undefined;
  /** Files with objects of a cluster, whatever runs there. */
  readonly manifests: readonly string[];
  /** Something could not be read; it has been said on stderr. */
  readonly failed: boolean;
}

/** Reads folders and files as configuration and finds the deployments in them. What is not read is said on stderr, once a kind. */
export function discoverPaths(
  args: readonly string[],
  options: AnswerOptions,
  io: Io,
  given: readonly GivenText[] = [],
): DiscoveredFiles {
  const paths = args.map(pathOf);
  const root = options.root === undefined ? undefined : rootNamed(options.root, io);
  const {
    fragments,
    unread: files,
    refused,
    ignored,
  } = readRepository(
    paths.map(({ path }) => path),
    io.cwd,
    root,
    undefined,
    given,
  );
  for (const line of refusedLines(refused)) io.stderr(`wso2-topology: ${line}\n`);
  const catalogue = packagedCatalogue();
  checkProducts(options.product, catalogue);
  const discovered = discover(fragments, {
    catalogue,
    answers: { product: options.product, version: options.release, profile: options.profile },
    names: paths.flatMap(({ node, path }) => (node === undefined ? [] : [{ node, path }])),
    folder: [...paths.map(({ path }) => path), ...given.map(({ file }) => file)].join(' '),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.separate === undefined ? {} : { separate: options.separate }),
  });
  const unread = [...unreadKinds([...files, ...ignored.map(ignoredPlace)]), ...discovered.unread];
  for (const kind of unread) io.stderr(`wso2-topology: not read: ${visible(unreadText(kind))}\n`);
  checkAnswers(options, discovered.deployments, catalogue);
  const known = understoodFiles(fragments);
  return {
    deployments: discovered.deployments,
    unread,
    textOf: (file) => {
      const text = given.find((each) => each.file === file);
      if (!known.has(file)) return undefined;
      return text ? new TextDecoder().decode(text.bytes) : configurationText(resolve(io.cwd, file));
    },
    manifests: fragments.flatMap(({ file, manifests }) => (manifests ? [file] : [])),
    failed: refused.length > 0,
  };
}

/** Deployments as the pipeline takes them. */
export function inputOf(discovered: DiscoveredDeployment) {
  return { file: discovered.file, text: '', discovered };
}

/** `gw=conf/gw` names a node; a path that contains `=` itself is written with a leading `./`. */
function pathOf(argument: string): { readonly node?: string; readonly path: string } {
  const match = /^([A-Za-z0-9._-]{1,128})=(.+)$/.exec(argument);
  const path = (match?.[2] ?? argument).replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/+$/, '');
  return match?.[1] === undefined ? { path } : { node: idOf(match[1]), path };
}

/** One line for each reason, with the first file and how many more there are. */
function refusedLines(refused: readonly Refused[]): string[] {
  return [...groupBy(refused, ({ reason }) => reason).values()].map(([first, ...others]) => {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return `cannot read ${visible(first.file)}: ${first.reason}${more}`;
  });
}

function ignoredPlace(file: string): UnreadPlace {
  return {
    kind: 'files that a .gitignore names; they are read where they are asked for',
    what: file,
    file,
    range: START,
  };
}
