import path from 'path-browserify';

/** Paths with `/`, as names of files are written everywhere inside: the same on every system, and in a browser. */
export const posix: Pick<typeof path, 'basename' | 'dirname' | 'extname' | 'join' | 'normalize' | 'relative'> = path;

/** Returns whether a path is a folder, or something below it. */
export function isAtOrBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
