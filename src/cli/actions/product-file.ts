import { readingOfFile } from '../../configuration/file-reading.js';

/** Whether a file is one of those that products or their automation have. */
export function isProductFile(file: string, bytes: Uint8Array): boolean {
  return readingOfFile(file, bytes).fragment !== undefined;
}
