import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readProducts } from '../catalogue/product-files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const products = readProducts().map(({ product }) => product);

/** What is spoken on a port: words that are the ids of a few listeners too. */
const TRANSPORTS: ReadonlySet<string> = new Set(
  products.flatMap(({ listeners }) =>
    listeners.flatMap(({ transport }) =>
      typeof transport === 'string' ? [transport] : Object.values(transport.versions),
    ),
  ),
);

const IDS: readonly string[] = [
  ...products.map(({ id }) => id),
  ...products
    .flatMap((product) => [...product.listeners, ...product.links, ...product.selfReferences])
    .flatMap(({ id, aliases = [] }) => [id, ...aliases]),
].filter((id) => !TRANSPORTS.has(id));
const KNOWN: ReadonlySet<string> = new Set(IDS);

/** The beginning or the end of several ids, as in `id.startsWith('databridge-')`. */
function isPart(text: string): boolean {
  if (/^[a-z\d]+(-[a-z\d]+)*-$/.test(text)) return IDS.some((id) => id.startsWith(text));
  return /^(-[a-z\d]+)+$/.test(text) && IDS.some((id) => id.endsWith(text));
}

/** The rule or the format that a file is may have the name of a thing of the catalogue. */
const OWN_ID = /^ {2}(id: |more: deployedBy\()'[^']*'\)?,$/gm;

/** The texts of a source file that are ids of the catalogue, or parts that several of them have. */
function idsIn(code: string): string[] {
  return code
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(OWN_ID, '')
    .replaceAll(/(^|\s)\/\/ .*$/gm, '')
    .replaceAll(/from '[^']*'/g, '')
    .split('\n')
    .flatMap((line) => [...line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , text = '']) => text))
    .filter((text) => KNOWN.has(text) || isPart(text));
}

describe('the id of a product, a listener or a link', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^generated\//.test(name.replaceAll('\\', '/')))
    .sort();

  it.each(sources)('is not written in %s: what is true of one thing is said in its product file', (name) => {
    expect(idsIn(readFileSync(join(root, 'src', name), 'utf8'))).toEqual([]);
  });

  it.each([
    ["if (id === 'servlet-https') return;", 1],
    ["const EVERYWHERE = new Set(['servlet-https', 'servlet-http']);", 2],
    ["if (link.id === 'throttle-publish') return;", 1],
    ["if (product === 'wso2am') return;", 1],
    ["if (id.startsWith('databridge-') && id.endsWith('-ssl')) return;", 2],
    ["if (transport === 'https') return;", 0],
    ["  id: 'cluster-member',", 0],
    ["if (listener.id === 'cluster-member') return;", 1],
    ["// the listener 'servlet-https'", 0],
    ["import { x } from './wso2am';", 0],
  ])('is seen in %s: %i', (line, count) => expect(idsIn(line)).toHaveLength(count));
});
