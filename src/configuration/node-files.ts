import type { ConfigurationTree, Fragment } from '../model/fragment.js';
import { compareTexts } from '../values/lists.js';
import { posix } from '../values/posix.js';
import { readingOfFile } from './file-reading.js';
import { homeOf, runtimeFolders } from './home.js';
import type { ReadTree } from './tree.js';

/** Returns the configuration of the one node whose files are at a path, which is named as the files are. */
export function configurationIn(path: string, { fragments, unread: relevant, refused }: ReadTree): ConfigurationTree {
  const reasons = refused.map(({ file, reason }) => (file === path ? reason : `${file}: ${reason}`));
  const own = fragments.filter(({ services, placements }) => services.length === 0 && placements.length === 0);
  if (own.length === 0) {
    const unread = [...reasons, ...relevant.map(({ file, kind }) => `${file} is one of the ${kind}`)];
    return { fragments: [], unread: unread.length > 0 ? unread : ['no configuration file of a product stands there'] };
  }
  const homes = homesBelow(path, own);
  const [first, second] = homes;
  if (!first || (second && second.depth === first.depth)) {
    const folders = homes.map(({ key }) => key).slice(0, 4);
    return { fragments: [], unread: [...reasons, `several nodes have their files there: ${folders.join(', ')}`] };
  }
  return { fragments: first.fragments, unread: reasons };
}

/**
 * Configuration from texts by their names, for those who have read the files themselves. Sizes are not looked at.
 * @param files texts of one node's files, named as findings shall name them
 */
export function configurationOf(files: Readonly<Record<string, string>>): ConfigurationTree {
  const encoder = new TextEncoder();
  const readings = Object.entries(files).map(([file, text]) => readingOfFile(file, encoder.encode(text)));
  const folders = Object.keys(files).map((file) => posix.dirname(file));
  const common = folders.reduce((shared, folder) => {
    while (shared !== posix.dirname(shared) && folder !== shared && !folder.startsWith(`${shared}/`))
      shared = posix.dirname(shared);
    return shared;
  }, folders[0] ?? '.');
  return configurationIn(common, {
    fragments: readings.flatMap(({ fragment }) => fragment ?? []),
    unread: readings.flatMap(({ unread }) => unread ?? []),
    refused: [],
  });
}

interface FoundHome {
  readonly key: string;
  readonly depth: number;
  readonly fragments: readonly Fragment[];
}

/** The homes below a path that could be the node's, the nearest first. Copies and templates lie deeper inside of it. */
function homesBelow(path: string, fragments: readonly Fragment[]): readonly FoundHome[] {
  const groups = new Map<string, Fragment[]>();
  const below = fragments.map((fragment) => ({
    ...fragment,
    file: path === '.' ? fragment.file : fragment.file.slice(path.length + 1) || fragment.file,
  }));
  const runtimes = runtimeFolders(below);
  for (const [index, fragment] of fragments.entries()) {
    const { key } = homeOf(below[index] ?? fragment, runtimes);
    groups.set(key, [...(groups.get(key) ?? []), fragment]);
  }
  const homes = [...groups].map(([key, own]) => ({ key, depth: depthOf(key), fragments: own }));
  const main = homes.filter((home) => home.fragments.some(({ format }) => format.part === 'main'));
  if (main.length === 0) return [{ key: path, depth: 0, fragments }];
  return main.sort((a, b) => a.depth - b.depth || compareTexts(a.key, b.key));
}

function depthOf(key: string): number {
  return key === '.' ? 0 : key.split('/').length;
}
