import type { UnreadPlace } from '../model/fragment.js';
import { rangesOf } from '../values/lines.js';
import { posix } from '../values/posix.js';

/** A file or folder of the machine that a Dockerfile copies, and where it says so. */
export interface CopiedPath {
  readonly source: string;
  readonly target: string;
  readonly place: Pick<UnreadPlace, 'file' | 'range'>;
}

/** Returns what a Dockerfile copies that is neither of another stage nor fetched; nothing for a file of another name. */
export function copiedPaths(file: string, bytes: Uint8Array): readonly CopiedPath[] {
  if (!/(^|\/)Dockerfile([^/]*[^/~])?$/.test(file)) return [];
  const text = new TextDecoder().decode(bytes);
  const rangeOf = rangesOf(text);
  return [...text.matchAll(/^[ \t]*(?:COPY|ADD)[ \t]+((?:--\S+[ \t]+)*)((?!--)[^\s\\][^\n\\]*)$/gim)].flatMap(
    ({ index, 1: flags = '', 2: rest = '' }) => {
      const words = rest.trim().split(/\s+/);
      const target = words.at(-1) ?? '';
      if (flags.includes('--from=')) return [];
      return words
        .slice(0, -1)
        .filter((source) => /^[\w./-]+$/.test(source))
        .map((source) => ({ source, target, place: { file, range: rangeOf(index) } }));
    },
  );
}

/** Returns the path of a copied file or folder as files are named, where the folder of the Dockerfile is the context. */
export function pathOfCopied({ source, place }: CopiedPath): string {
  return posix.join(posix.dirname(place.file), source);
}

const CONFIGURATION = /conf|template|\.toml$/i;
const OTHER_FILE = /\.(?!(?:toml|xml|properties|ya?ml|conf)$)\w{1,10}$/i;

/**
 * Returns the configuration that Dockerfiles copy and that is nowhere: below no folder above them, any of which may be the context, and at the end
 * of no path of the tree. `exists` says whether a path is there.
 */
export function missingCopies(
  copied: readonly CopiedPath[],
  files: readonly string[],
  exists: (path: string) => boolean,
): readonly UnreadPlace[] {
  return copied.flatMap(({ source, target, place }): UnreadPlace[] => {
    const path = posix
      .normalize(source)
      .replace(/^\.?\//, '')
      .replace(/\/$/, '');
    if (!CONFIGURATION.test(`${path} ${target}`) || OTHER_FILE.test(path) || path === '') return [];
    const isThere =
      foldersAbove(place.file).some((folder) => exists(posix.join(folder, path))) ||
      files.some((file) => `/${file}/`.includes(`/${path}/`));
    return isThere ? [] : [{ kind: MISSING, what: path, ...place }];
  });
}

const MISSING = 'configuration that a Dockerfile copies and that is not here; where a script makes it, run that first';

function foldersAbove(file: string): readonly string[] {
  const folder = posix.dirname(file);
  return folder === posix.dirname(folder) || posix.basename(folder) === '..'
    ? [folder]
    : [folder, ...foldersAbove(folder)];
}
