import { posix } from '../values/posix.js';

/**
 * Names a path that a file mentions, as the files of the tree are named: `../p/conf` in a file of the folder itself is `conf`, where
 * the folder is called `p`. The path as written comes first.
 */
export function pathsOf(folder: string, mentioned: string): readonly string[] {
  const path = posix.normalize(posix.join(folder, mentioned)).replace(/(?<=.)\/$/, '');
  const parts = path.split('/');
  const above = parts.findIndex((part) => part !== '..');
  return above < 1 ? [path] : [path, parts.slice(2 * above).join('/') || '.'];
}
