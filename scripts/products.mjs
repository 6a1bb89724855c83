// Reads the product files of the catalogue, for the scripts that derive something from them.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const directory = fileURLToPath(new URL('../src/catalogue/products/', import.meta.url));

/** Every product file of the catalogue, by id, in the order of their ids. */
export function readProducts() {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ id: basename(name, '.yaml'), ...parse(readFileSync(join(directory, name), 'utf8')) }));
}
