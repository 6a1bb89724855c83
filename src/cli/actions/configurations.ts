import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { configurationIn } from '../../configuration/node-files.js';
import { readTree } from '../../configuration/tree.js';
import { decode } from '../../files/decode.js';
import type { ConfigurationTree } from '../../model/fragment.js';
import type { Input } from '../../model/input.js';
import { type Io, UsageError } from '../io.js';
import { withoutSecrets } from '../secrets.js';

export interface Configurations {
  readonly inputs: readonly Input[];
  /** The text of a configuration file that was read, without what could be a secret. */
  readonly textOf: (file: string) => string | undefined;
}

/** Reads the configuration files that topologies point at. What cannot be read of them is a finding at the node. */
export function readConfigurations(
  inputs: readonly { readonly input: Input; readonly paths: ReadonlyMap<string, string> }[],
  rootOption: string | undefined,
  { cwd }: Pick<Io, 'cwd'>,
): Configurations {
  const trees = new Map<string, ConfigurationTree>();
  const treeAt = (base: string, root: string, path: string): ConfigurationTree => {
    if (isAbsolute(path) || /^[A-Za-z]:/.test(path))
      return { fragments: [], unread: ['the path must be relative to the topology'] };
    const target = resolve(base, path);
    const key = `${root}\n${target}`;
    const tree = trees.get(key) ?? configurationIn(nameOf(target, cwd), readTree([target], cwd, root));
    trees.set(key, tree);
    return tree;
  };
  const given = rootOption === undefined ? undefined : folderAt(resolve(cwd, rootOption), rootOption);
  const read = inputs.map(({ input, paths }) => {
    if (paths.size === 0) return input;
    const base = dirname(resolve(cwd, input.file));
    const root = given ?? repositoryRoot(base);
    return { ...input, configurations: new Map([...paths].map(([node, path]) => [node, treeAt(base, root, path)])) };
  });
  const known = new Set([...trees.values()].flatMap(({ fragments }) => fragments.map(({ file }) => file)));
  return { inputs: read, textOf: (file) => (known.has(file) ? textAt(resolve(cwd, file)) : undefined) };
}

function nameOf(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/') || '.';
}

function folderAt(path: string, option: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--root ${option}: there is no such folder`);
  return realpathSync(path);
}

/** The nearest folder upwards that is a repository; the folder itself where none is. */
function repositoryRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** A file that is gone since it was read has no lines to show. */
function textAt(path: string): string | undefined {
  const decoded = existsSync(path) ? decode(readFileSync(path)) : undefined;
  return decoded?.ok ? withoutSecrets(decoded.text) : undefined;
}
