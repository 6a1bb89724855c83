import { readingOfFile } from '../../configuration/file-reading.js';
import { STREAM } from '../../configuration/tree.js';

/** Returns whether a stream is of objects of a cluster, or of another format that has no name of its own. */
export function isProductStream(bytes: Uint8Array): boolean {
  return readingOfFile(STREAM, bytes).fragment !== undefined;
}

/** Returns whether a file is one of those that products or their automation have. */
export function isProductFile(file: string, bytes: Uint8Array): boolean {
  return readingOfFile(file, bytes).fragment !== undefined;
}
