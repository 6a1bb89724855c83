import { strToU8, zipSync } from 'fflate';

/** Returns files as a zip archive, each under its name below the folder. */
export function zipOf(files: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries([...files].map(([name, text]) => [name, strToU8(text)])));
}
