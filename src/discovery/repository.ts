import { FORMATS } from '../configuration/formats/index.js';
import type { WrittenFile } from '../configuration/syntax/written-files.js';
import { type GivenText, type ReadTree, TreeReader, walkFor } from '../configuration/tree.js';
import { absolute } from '../files/paths.js';
import { exists } from '../files/read.js';
import { isBelow, rootAround } from '../files/root.js';
import type { Format, Fragment } from '../model/fragment.js';
import { isAtOrBelow, posix } from '../values/posix.js';
import { withCharts } from './charts/charts.js';
import { chartSources } from './charts/source.js';
import { type CopiedPath, copiedPaths, missingCopies, pathOfCopied } from './copied.js';
import { checkedMounts } from './missing-mounts.js';
import { withTemplates } from './templates.js';
import { type Script, scriptsIn, withWriter } from './writers.js';
import { filesWrittenBy, writtenFragments } from './written.js';

/** The files of a tree, as they were read. */
export interface Repository extends ReadTree {
  /** Files that a .gitignore leaves out. */
  readonly ignored: readonly string[];
}

/**
 * Reads every configuration file below paths, and those that these files name: a folder that a compose file mounts or a Dockerfile copies
 * is read even where a .gitignore leaves it out. Names are relative to `directory`, with `/`.
 */
export function readRepository(
  paths: readonly string[],
  directory: string,
  root?: string,
  formats: readonly Format[] = FORMATS,
  given: readonly GivenText[] = [],
): Repository {
  const walk = walkFor(directory, root, formats, true);
  for (const path of paths) walk.add(absolute(directory, path));
  const copied: CopiedPath[] = [];
  const written: WrittenFile[] = [];
  const scripts: Script[] = [];
  const reader = new TreeReader(formats, (file, bytes) => {
    copied.push(...copiedPaths(file, bytes));
    written.push(...filesWrittenBy(file, bytes));
    scripts.push(...scriptsIn(file, bytes));
  });
  for (const text of given) reader.add(text);
  reader.read(walk.result().files);
  const bounds = paths.map((path) => rootAround(absolute(directory, path), directory));
  const mentioned = new Set<string>();
  for (let before = -1; before < mentioned.size; ) {
    before = mentioned.size;
    for (const path of [...reader.inOrder().flatMap(mentionedPaths), ...copied.map(pathOfCopied)]) {
      const at = absolute(directory, path);
      if (mentioned.has(path) || !bounds.some((bound) => isBelow(at, bound))) continue;
      mentioned.add(path);
      walk.add(at, { optional: true });
    }
    reader.read(walk.result().files);
  }
  const { files, refused, ignored } = walk.result();
  const names = files.map(({ file }) => file);
  const made = writtenFragments(written, names, formats);
  const filled = withTemplates(
    { fragments: [...reader.inOrder(), ...made.fragments], unread: [...reader.unread, ...made.unread] },
    reader.templates,
    formats,
  );
  const found = withCharts(filled, chartSources(files, directory, root));
  const isHere = (path: string) =>
    exists(absolute(directory, path)) || made.paths.some((file) => isAtOrBelow(file, path));
  const mounted = checkedMounts(found.fragments, isHere);
  const missing = [...missingCopies(copied, names, isHere), ...mounted.missing];
  return {
    fragments: mounted.fragments,
    unread: [...found.unread, ...missing.map((place) => withWriter(place, scripts))],
    refused: [...refused, ...reader.refused],
    ignored,
  };
}

/** Paths that a file says a node is made of, from where files are named. */
function mentionedPaths({ file, services, includes = [] }: Fragment): string[] {
  const named = services.flatMap(({ sources, extends: base }) => [
    ...sources,
    ...(base?.file === undefined ? [] : [base.file]),
  ]);
  return [...named, ...includes].map((path) => posix.join(posix.dirname(file), path));
}
