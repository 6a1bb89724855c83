import { wellFormed } from './markup.js';

/** Returns the name of a file, relative and with `/`, as a relative URI reference (RFC 3986): a colon or a space cannot be misread. */
export function fileUri(file: string): string {
  return file
    .split('/')
    .map((segment) => encodeURIComponent(wellFormed(segment)))
    .join('/');
}
