import { configurationOf } from '../src/configuration/node-files.js';
import { configPathsOf } from '../src/load/config-paths.js';
import type { Input } from '../src/model/input.js';

/** A topology with the configuration files that its nodes point at, by their names relative to it. */
export function withFiles(text: string, files: Readonly<Record<string, string>>, file = 'topology.yaml'): Input {
  const trees = [...configPathsOf({ file, text }, {})].map(([node, path]) => {
    const own = Object.entries(files).filter(([name]) => name === path || name.startsWith(`${path}/`));
    return [node, configurationOf(Object.fromEntries(own))] as const;
  });
  return { file, text, configurations: new Map(trees) };
}
