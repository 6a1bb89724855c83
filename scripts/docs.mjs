// `npm run docs`: everything in the repository that is made from the sources and committed - a page for each rule, the table
// of rules in the README, and the closed sets of the topology schema. With --check, says what is stale and ends in 1.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProducts } from './products.mjs';
import { importSources } from './sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

const ruleDocs = () =>
  importSources(
    `export { ALL_RULES } from './src/rules/index.js'; export { ruleMarkdown } from './src/report/explain/markdown.js';`,
  );

/** The README with its table of rules and its count of products made anew. */
function readme(rules) {
  const products = readProducts();
  const releases = products.reduce((sum, product) => sum + product.releases.length, 0);
  const rows = rules.map(
    ({ id, severity, summary }) =>
      `| [\`${id}\`](docs/rules/${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |`,
  );
  const table = ['| rule | severity | fires when |', '|---|---|---|', ...rows].join('\n');
  return read('README.md')
    .replace(/(<!-- rules: [^\n]*-->\n)[\s\S]*?(<!-- \/rules -->)/, `$1${table}\n$2`)
    .replace(/\d+( WSO2 products open and dial in )\d+( releases)/, `${products.length}$1${releases}$2`);
}

/** The schema with the ids that an editor offers. */
function topologySchema(rules) {
  const ids = readProducts().map(({ id }) => id);
  const severities = rules.map(({ id, summary }) => [
    id,
    { $ref: '#/$defs/severity', description: `${summary[0].toUpperCase()}${summary.slice(1)}.` },
  ]);
  const schema = JSON.parse(read('schemas/topology.schema.json'));
  schema.$defs.product.anyOf[0].enum = ids;
  schema.properties.rules.properties = Object.fromEntries(severities);
  return schema;
}

const { ALL_RULES, ruleMarkdown } = await ruleDocs();
const pages = ALL_RULES.map((rule) => [`docs/rules/${rule.id}.md`, ruleMarkdown(rule)]);
const files = new Map([...pages, ['README.md', readme(ALL_RULES)]]);
const schemaPath = 'schemas/topology.schema.json';
const schema = topologySchema(ALL_RULES);
const stale = [...files].filter(([path, text]) => {
  try {
    return read(path) !== text;
  } catch {
    return true;
  }
});
const schemaIsStale = JSON.stringify(JSON.parse(read(schemaPath))) !== JSON.stringify(schema);

if (process.argv.includes('--check')) {
  for (const path of [...stale.map(([path]) => path), ...(schemaIsStale ? [schemaPath] : [])])
    console.error(`${path} is stale: run npm run docs`);
  process.exitCode = stale.length > 0 || schemaIsStale ? 1 : 0;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  if (schemaIsStale) writeFileSync(join(root, schemaPath), `${JSON.stringify(schema, null, 2)}\n`);
}
