import path from 'path-browserify';

/** Paths with `/`, as names of files are written everywhere inside: the same on every system, and in a browser. */
export const posix: Pick<typeof path, 'basename' | 'dirname' | 'extname' | 'join' | 'normalize' | 'relative'> = path;
