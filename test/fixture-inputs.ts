import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationIn } from '../src/configuration/node-files.js';
import { readTree } from '../src/configuration/tree.js';
import { configPathsOf } from '../src/load/config-paths.js';
import type { Input } from '../src/model/input.js';

/** Whole topologies; `# expect: rule-id, rule-id` stands on each line that findings point at. No marker, no finding. */
const DIRECTORY = new URL('fixtures/', import.meta.url);

export const FIXTURES = readdirSync(DIRECTORY, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.yaml') && !name.startsWith('configuration/'))
  .sort();

export function textOf(name: string): string {
  return readFileSync(new URL(name, DIRECTORY), 'utf8');
}

/** The topology with the configuration files that its nodes point at; markers count in these as well. */
export function inputOf(name: string): Input {
  const text = textOf(name);
  const trees = [...configPathsOf({ file: name, text }, {})].map(([node, written]) => {
    const path = posix.join(posix.dirname(name), written);
    return [node, configurationIn(path, readTree([path], fileURLToPath(DIRECTORY)))] as const;
  });
  return { file: name, text, configurations: new Map(trees) };
}
