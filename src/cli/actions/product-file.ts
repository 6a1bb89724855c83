import { type FileReading, readingOfFile } from '../../configuration/file-reading.js';
import { STREAM } from '../../configuration/tree.js';

/** Returns whether a stream is of objects of a cluster, or of another format that has no name of its own. */
export function isProductStream(bytes: Uint8Array): boolean {
  return isRead(readingOfFile(STREAM, bytes));
}

/** Returns whether a file is one of those that products or their automation have. */
export function isProductFile(file: string, bytes: Uint8Array): boolean {
  return isRead(readingOfFile(file, bytes));
}

/** A template that is not rendered is one of these files as well, and is said to be one. */
function isRead({ fragment, unread }: FileReading): boolean {
  return fragment !== undefined || unread !== undefined;
}
