import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { configurationIn } from '../../configuration/node-files.js';
import { configurationText, readTree, understoodFiles } from '../../configuration/tree.js';
import { repositoryRoot } from '../../files/root.js';
import type { ConfigurationTree } from '../../model/fragment.js';
import type { Input } from '../../model/input.js';
import type { Io } from '../io.js';
import { rootNamed } from './inputs.js';

export interface Configurations {
  readonly inputs: readonly Input[];
  /** The text of a configuration file that was understood. It may hold secrets. */
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
  const given = rootOption === undefined ? undefined : rootNamed(rootOption, { cwd });
  const read = inputs.map(({ input, paths }) => {
    if (paths.size === 0) return input;
    const base = dirname(resolve(cwd, input.file));
    const root = given ?? repositoryRoot(base);
    return { ...input, configurations: new Map([...paths].map(([node, path]) => [node, treeAt(base, root, path)])) };
  });
  const known = understoodFiles([...trees.values()].flatMap((tree) => tree.fragments));
  return { inputs: read, textOf: (file) => (known.has(file) ? configurationText(resolve(cwd, file)) : undefined) };
}

function nameOf(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/') || '.';
}
