import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { systemCode } from './system-error.js';

/** Says why a path is refused that leads out of the folder that must not be left. */
export const LEADS_OUT = 'it leads out of the root folder; --root names a wider one';

/** Returns the nearest folder upwards that is a repository; the folder itself where none is. */
export function repositoryRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Returns a folder with symbolic links followed; undefined where there is none. */
export function realFolder(path: string): string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? realpathSync(path) : undefined;
  } catch (error) {
    systemCode(error);
    return undefined;
  }
}

/** Returns whether a path is a folder or lies below it. Both are taken as written: links are not followed. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Returns whether a real path may be read within a real root: below it, and not among what a version control system keeps there.
 * A repository's own `.git/config` may hold the token it was fetched with.
 */
export function isWithin(real: string, root: string): boolean {
  return (
    isBelow(real, root) &&
    !real
      .slice(root.length)
      .split(sep)
      .some((name) => METADATA.has(name.toLowerCase()))
  );
}

const METADATA: ReadonlySet<string> = new Set(['.git', '.hg', '.svn']);

/**
 * Returns the real folder that a path must not leave by symbolic links: the repository around it, else its own folder. A folder that is itself reached
 * by a link out of the working directory does not count: the tree that contains the link may belong to others.
 */
export function rootAround(path: string, cwd: string): string {
  const folder = realFolder(path) === undefined ? dirname(path) : path;
  const real = realFolder(folder);
  const strays = real !== undefined && isBelow(folder, cwd) && !isBelow(real, realpathSync(cwd));
  const root = repositoryRoot(strays ? cwd : folder);
  return realFolder(root) ?? root;
}

/**
 * Says why a path must not be written: inside of the working directory, a symbolic link may have been laid there to have another file
 * overwritten. Undefined where it is allowed.
 */
export function strayReason(path: string, cwd: string): string | undefined {
  if (!isBelow(path, cwd)) return undefined;
  const root = rootAround(cwd, cwd);
  for (let at = path; isBelow(at, cwd); at = dirname(at)) {
    const stats = lstatSync(at, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    if (stats.isSymbolicLink() && !existsSync(at)) return 'it is a link to a file that is not there';
    return isWithin(realpathSync(at), root) ? undefined : LEADS_OUT;
  }
  return undefined;
}
