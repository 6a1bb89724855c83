import { resolve } from 'node:path';

/** Returns the absolute path, as the system writes it, of a path that is seen from a folder. */
export function absolute(folder: string, path: string): string {
  return resolve(folder, path);
}
