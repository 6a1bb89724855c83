// Makes src/generated from the catalogue and the schemas: product files as JSON (the run-time reads no YAML of its own),
// and the ajv validators as code (there is no schema compiler at run time).
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { readProducts } from './products.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join(root, 'src/generated');

function readSchema(name) {
  return JSON.parse(readFileSync(join(root, 'schemas', `${name}.schema.json`), 'utf8'));
}

function generateCatalogue() {
  const directory = join(generated, 'catalogue');
  mkdirSync(join(directory, 'values'), { recursive: true });
  const products = readProducts();
  for (const product of products) {
    writeFileSync(join(directory, `${product.id}.json`), JSON.stringify(product));
    writeFileSync(join(directory, 'values', `${product.id}.json`), JSON.stringify(valuesOf(product)));
  }
  // What is stale goes last: the folder is never without the files that a running test reads.
  const ids = new Set(['index', 'values', ...products.map(({ id }) => id)]);
  for (const folder of [directory, join(directory, 'values')])
    for (const name of readdirSync(folder))
      if (!ids.has(basename(name, '.json'))) rmSync(join(folder, name), { recursive: true });
  const index = products.map(({ id, name, releases, configModel, defaultOffset, profiles }) => ({
    ...{ id, name, releases, configModel, defaultOffset, profiles },
  }));
  writeFileSync(join(directory, 'index.json'), JSON.stringify(index));
  generateHeads(products);
}

/** What products are called and recognised by, in one place: a reader of files must not open fifty product files. */
function generateHeads(products) {
  const heads = products.map(({ id, name, nicknames, family, generic, recognisedBy }) => ({
    ...{ id, name, nicknames, family, generic, recognisedBy },
  }));
  writeFileSync(
    join(generated, 'product-heads.ts'),
    `import type { ProductHead } from '../model/product.js';
import { once } from '../values/memo.js';

/** Their ids, in the same order. */
export const PRODUCT_IDS: readonly string[] = ${JSON.stringify(heads.map(({ id }) => id))};

/** Every product of the catalogue, by id. Text costs a start less than objects, and few runs ask for them. */
export const productHeads = once(
  () => JSON.parse(${JSON.stringify(JSON.stringify(heads))}) as readonly ProductHead[],
);
`,
  );
}

/** A product without what only `catalog` shows, and without what its head says. */
function valuesOf({
  notes: _,
  nicknames: _nicknames,
  recognisedBy: _recognisedBy,
  roleSources: _roleSources,
  ...product
}) {
  const bare = (entries) =>
    entries.map(({ notes: _notes, confidence: _confidence, ...entry }) => ({ ...entry, sources: [] }));
  return {
    ...product,
    listeners: bare(product.listeners),
    links: bare(product.links),
    selfReferences: bare(product.selfReferences),
  };
}

function generateValidators() {
  const [product, topology] = ['product', 'topology'].map(readSchema);
  // Products described in a topology are rare, so they have a validator of their own instead of a copy in this one.
  topology.properties.products.additionalProperties = { type: 'object' };
  generateValidator('validate-topology', topology);
  generateValidator('validate-product', product);
  const keys = mergedKeys([...legalKeys(topology, topology, ''), ...legalKeys(product, product, '/products/*')]);
  writeFileSync(
    join(generated, 'schema-keys.ts'),
    `/** The keys that a map may have, by where it is; * is any key or index. */\nexport const SCHEMA_KEYS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(keys)};\n`,
  );
}

function generateValidator(name, schema) {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    messages: false,
    // Small definitions only: as `propertyNames`, an id that is called as a function would not show which name is wrong.
    inlineRefs: 2,
    code: { source: true, esm: true, lines: false },
  });
  // The library's helpers are CommonJS; an import at the top keeps the output ESM.
  const code = standaloneCode(ajv, ajv.compile(withoutNotes(schema))).replace(
    /const (\w+) = require\("([^"]+)"\)\.default/g,
    (_, helper, module) =>
      `import ${helper}Module from '${module}.js'; const ${helper} = ${helper}Module.default ?? ${helper}Module`,
  );
  writeFileSync(join(generated, `${name}.js`), `${code}\n`);
  writeFileSync(
    join(generated, `${name}.d.ts`),
    `import type { ValidateFunction } from 'ajv';\nexport const validate: ValidateFunction;\n`,
  );
}

/** A schema without what only people and editors read. */
function withoutNotes(schema) {
  if (Array.isArray(schema)) return schema.map(withoutNotes);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) => !(['description', 'title', 'examples', 'default'].includes(key) && typeof value !== 'object'),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutNotes(value)]));
}

/**
 * The legal keys of every map of a document, for "did you mean", by where it is: `/nodes/*` is any node. By places and not
 * by schema pointers, because a validator that is called through `$ref` reports its own root as `#`.
 */
function legalKeys(schema, root, at) {
  const target = schema.$ref ? root.$defs[schema.$ref.replace('#/$defs/', '')] : schema;
  const own =
    target.properties && target.additionalProperties === false ? [{ at, keys: Object.keys(target.properties) }] : [];
  const below = [
    ...Object.entries(target.properties ?? {}).map(([key, value]) => [value, `${at}/${key}`]),
    ...[target.additionalProperties, target.items]
      .filter((value) => typeof value === 'object')
      .map((value) => [value, `${at}/*`]),
    ...[...(target.anyOf ?? []), ...(target.oneOf ?? [])].map((value) => [value, at]),
  ];
  return [...own, ...below.flatMap(([value, pointer]) => legalKeys(value, root, pointer))];
}

/** Shapes that are legal at one place have their keys together. */
function mergedKeys(entries) {
  const merged = {};
  for (const { at, keys } of entries) merged[at] = [...new Set([...(merged[at] ?? []), ...keys])];
  return merged;
}

function generateTool() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = `/** What reports say made them. */\nexport const TOOL = { name: '${name}', version: '${version}' } as const;\n`;
  writeFileSync(join(generated, 'tool.ts'), text);
}

mkdirSync(generated, { recursive: true });
generateTool();
generateCatalogue();
generateValidators();
