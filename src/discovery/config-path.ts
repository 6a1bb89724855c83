import { configurationIn } from '../configuration/node-files.js';
import type { Fragment } from '../model/fragment.js';
import { isAtOrBelow, posix } from '../values/posix.js';
import type { FoundNode } from './nodes.js';

/** Returns the folder or file that a topology can point at to have exactly the files of a node read. */
export function configOf({ origin, fragments }: FoundNode, all: readonly Fragment[]): { config?: string } {
  if (fragments.length === 0 || fragments.some(({ fromTemplate }) => fromTemplate)) return {};
  const folders = fragments.map(({ file }) => posix.dirname(file));
  const candidates = [
    origin.replace(/#.*/s, ''),
    commonFolder(folders),
    ...fragments.slice(0, 1).map(({ file }) => file),
  ];
  const config = candidates.find((path) => readsThe(fragments, path, all));
  return config === undefined ? {} : { config };
}

function readsThe(fragments: readonly Fragment[], path: string, all: readonly Fragment[]): boolean {
  const below = all.filter(({ file }) => path === '.' || isAtOrBelow(file, path));
  const read = configurationIn(path, { fragments: below, unread: [], refused: [] }).fragments;
  return read.length === fragments.length && read.every((fragment) => fragments.includes(fragment));
}

function commonFolder(folders: readonly string[]): string {
  return folders.reduce((shared, folder) => {
    let at = shared;
    while (at !== posix.dirname(at) && folder !== at && !folder.startsWith(`${at}/`)) at = posix.dirname(at);
    return at;
  });
}
