import { readFileSync } from 'node:fs';

/** Product files as JSON, made from `products/*.yaml` at build time; the same folder in the sources and in the package. */
const CATALOGUE = new URL('../generated/catalogue/', import.meta.url);

/** Returns the data of a file of the packaged catalogue, named without its ending. Throws where the package is incomplete. */
export function readPackaged(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, CATALOGUE), 'utf8'));
}

/** Returns the program of the page that checks plans in a browser. Throws where the package is incomplete. */
export function readPageProgram(): string {
  return readFileSync(new URL('../page.js', CATALOGUE), 'utf8');
}
