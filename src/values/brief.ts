import { withoutUrlSecrets } from './url-secrets.js';

/** An id has up to 128 characters. */
const LONGEST = 160;

/** Returns a name of a file as a message quotes it: without what is secret in a URL, and no longer than a line. */
export function brief(name: string): string {
  const shown = withoutUrlSecrets(name);
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}...`;
}
