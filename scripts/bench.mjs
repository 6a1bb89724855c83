// `npm run bench`: what runs cost, as ratios within this run. Whole commands are compared with bare `node -e 0`, the best of
// several runs each; stages are timed in one fresh process each, since a warm one would flatter them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'dist/bin/wso2-topology.cjs');
const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-bench-'));

const KINDS = [
  { product: 'wso2am', version: '4.2.0' },
  { product: 'wso2is', version: '7.0.0' },
  { product: 'wso2mi', version: '4.3.0' },
];

/** Two nodes on a host, of the three products in turn. */
function spread(count) {
  const hosts = Array.from({ length: Math.ceil(count / 2) }, (_, index) => `  host-${index}: {}`);
  const nodes = Array.from({ length: count }, (_, index) =>
    nodeText(index, `host-${Math.floor(index / 2)}`, KINDS[index % 3], 20 * (index % 2) + (index % 3)),
  );
  return topology(hosts, nodes);
}

/** All nodes on one host. */
function crowded(count) {
  const nodes = Array.from({ length: count }, (_, index) => nodeText(index, 'host', KINDS[2], index % 50_000));
  return topology(['  host: {}'], nodes);
}

function nodeText(index, host, { product, version }, offset) {
  return `  node-${index}:\n    host: ${host}\n    product: ${product}\n    version: ${version}\n    offset: ${offset}`;
}

function topology(hosts, nodes) {
  return `version: 1\nhosts:\n${hosts.join('\n')}\nnodes:\n${nodes.join('\n')}\n`;
}

function file(name, text) {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

/** A directory of files. */
function directoryOf(name, count, text) {
  mkdirSync(join(directory, name));
  for (let index = 0; index < count; index++) file(join(name, `${index}.yaml`), text);
  return join(directory, name);
}

/** The shortest of several runs, in milliseconds. */
function best(args, runs) {
  let shortest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const { error } = spawnSync(process.execPath, args, { stdio: 'ignore', cwd: root });
    if (error) throw error;
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

const STAGES = `
import { packagedCatalogue } from './src/catalogue/files.js';
import { evaluate } from './src/pipeline/evaluate.js';
import { validate } from './src/load/schema.js';
import { parseSource } from './src/load/source.js';
import { readFileSync } from 'node:fs';
import { locate } from './src/pipeline/locate.js';
import { countsOf, reportOf } from './src/report/report.js';
import { text } from './src/report/text/text.js';
const start = performance.now();
const content = readFileSync(process.argv[2], 'utf8');
const { source } = parseSource('plan.yaml', content, { characters: 1e9, depth: 100, aliases: 100, values: 1e9, syntaxErrors: 20 });
const { document } = validate('plan.yaml', source.data);
const read = performance.now();
const { deployment, diagnoses } = evaluate([{ file: 'plan.yaml', document }], packagedCatalogue(), []);
const findings = locate(diagnoses, new Map([['plan.yaml', source]]));
const report = reportOf([{ counts: countsOf(deployment), findings, suppressed: [] }], { name: 'bench', version: '0' }, 1);
text(report, { color: false, width: 0, textOf: () => content });
const done = performance.now();
console.log(JSON.stringify({ read: read - start, analysis: done - read, memory: process.memoryUsage().rss / 1048576 }));
`;

async function stageProgram() {
  const outfile = join(root, 'src/generated/bench-stages.mjs');
  await build({
    stdin: { contents: STAGES, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    define: { 'import.meta.url': JSON.stringify(new URL('../src/catalogue/files.ts', import.meta.url).href) },
  });
  return outfile;
}

/** Median of three fresh processes. */
function stages(program, path) {
  const runs = [1, 2, 3].map(() =>
    JSON.parse(spawnSync(process.execPath, ['--max-old-space-size=8192', program, path], { encoding: 'utf8' }).stdout),
  );
  return runs.sort((a, b) => a.read + a.analysis - b.read - b.analysis)[1];
}

const row = (name, value, bound) =>
  console.log(`${name.padEnd(52)}${value.padStart(12)}${bound === undefined ? '' : `   bound ${bound}`}`);
const ratio = (value) => `${value.toFixed(2)} x`;

try {
  const bare = best(['-e', '0'], 21);
  row('node -e 0', '1.00 x');
  row('--version', ratio(best([bin, '--version'], 15) / bare), '1.3 x');
  row('--help', ratio(best([bin, '--help'], 15) / bare), '1.3 x');
  row('check, 20 nodes', ratio(best([bin, 'check', file('20.yaml', spread(20))], 21) / bare), '1.6 x');
  row('check, 1,000 nodes', ratio(best([bin, 'check', file('1000.yaml', spread(1000))], 7) / bare), '4 x');
  row(
    'check, 1,000 files of 10 nodes',
    ratio(best([bin, 'check', directoryOf('many', 1000, spread(10))], 5) / bare),
    '30 x',
  );
  const program = await stageProgram();
  const large = stages(program, file('10000.yaml', spread(10_000)));
  row('10,000 nodes: analysis / reading the text', ratio(large.analysis / large.read), '0.25 x');
  row('10,000 nodes: memory', `${large.memory.toFixed(0)} MiB`, '400 MiB');
  for (const [name, make] of [
    ['spread', spread],
    ['crowded', crowded],
  ]) {
    const [small, big] = [1000, 100_000].map((count) => stages(program, file(`${name}-${count}.yaml`, make(count))));
    row(`growth of analysis, 1,000 to 100,000 nodes, ${name}`, ratio(big.analysis / small.analysis), '100 x is linear');
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
