// Reads the product files of the catalogue, for the scripts that derive something from them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const directory = fileURLToPath(new URL('../src/catalogue/products/', import.meta.url));

const keysDirectory = fileURLToPath(new URL('../src/catalogue/keys/', import.meta.url));

/** The keys that releases of a product read; undefined where no pack was read. */
function tomlKeysOf(id) {
  const path = join(keysDirectory, `${id}.yaml`);
  return existsSync(path) ? parse(readFileSync(path, 'utf8')) : undefined;
}

/** Every product file of the catalogue, by id, in the order of their ids. */
export function readProducts() {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const id = basename(name, '.yaml');
      const tomlKeys = tomlKeysOf(id);
      return { id, ...parse(readFileSync(join(directory, name), 'utf8')), ...(tomlKeys && { tomlKeys }) };
    });
}
