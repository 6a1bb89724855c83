#!/usr/bin/env node
// npm run bench:peers: what other checkers of configuration cost, each on 20 and 1,000 entries of its own kind, in CPU time as ratios to a bare
// `node -e 0` of the same run. They are installed into a temporary folder; what cannot be installed is said.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ratioOf } from './bench/cost.mjs';
import { spread } from './bench/plans.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-peers-'));
const SIZES = [20, 1000];
const PAIRS = 3;

const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n');

const compose = (count) =>
  `services:\n${lines(count, (n) => `  service-${n}:\n    image: nginx:1.27.${n}\n    ports:\n      - "${10_000 + n}:80"`)}\n`;

function openapi(count) {
  const paths = Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `/things-${n}`,
      { get: { operationId: `get${n}`, summary: 'A thing', responses: { 200: { description: 'It' } } } },
    ]),
  );
  const info = { title: 'Things', version: '1.0.0', license: { name: 'none', url: 'https://example.org' } };
  return JSON.stringify({ openapi: '3.1.0', info, servers: [{ url: 'https://example.org' }], security: [], paths });
}

/** Packages, the bin of the first one, and how it is called with a file. */
const PEERS = [
  { packages: ['yaml-lint'], bin: 'yamllint', file: 'yaml', make: spread, args: (file) => [file] },
  { packages: ['prettier'], bin: 'prettier', file: 'yaml', make: spread, args: (file) => ['--check', file] },
  {
    packages: ['eslint', 'eslint-plugin-yml'],
    bin: 'eslint',
    ...{ file: 'yaml', make: spread, args: (file) => [file] },
    config: [
      'eslint.config.mjs',
      "import yml from 'eslint-plugin-yml';\nexport default [...yml.configs['flat/recommended']];\n",
    ],
  },
  {
    packages: ['ajv-cli'],
    bin: 'ajv',
    ...{ file: 'yaml', make: spread },
    args: (file) => [
      'validate',
      '--spec=draft2020',
      '--strict=false',
      '-s',
      join(root, 'schemas/topology.schema.json'),
      '-d',
      file,
    ],
  },
  { packages: ['dclint'], bin: 'dclint', file: 'yaml', make: compose, args: (file) => [file] },
  { packages: ['@redocly/cli'], bin: 'redocly', file: 'json', make: openapi, args: (file) => ['lint', file] },
  {
    packages: ['@stoplight/spectral-cli'],
    bin: 'spectral',
    ...{ file: 'json', make: openapi, args: (file) => ['lint', '--ruleset', '.spectral.yaml', file] },
    config: ['.spectral.yaml', 'extends: spectral:oas\n'],
  },
];

try {
  const own = join(root, 'dist/bin/wso2-topology.cjs');
  row(
    'wso2-topology',
    SIZES.map((count) => measured([own, 'check', file(directory, 'plan.yaml', spread(count))], directory)),
  );
  for (const peer of PEERS) measure(peer);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function measure({ packages, bin, file: ending, make, args, config }) {
  const [name] = packages;
  const folder = mkdtempSync(join(directory, 'peer-'));
  file(folder, 'package.json', '{ "private": true }');
  const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: 'ignore',
  });
  if (installed.status !== 0) {
    console.log(`${packages.join(' + ')}: could not be installed`);
    return;
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
  const path = typeof manifest.bin === 'string' ? manifest.bin : (manifest.bin[bin] ?? Object.values(manifest.bin)[0]);
  if (config) file(folder, ...config);
  const sizes = SIZES.map((count) => {
    const input = file(folder, `input.${ending}`, make(count));
    return measured([join(folder, 'node_modules', name, path), ...args(input)], folder);
  });
  row(`${packages.join(' + ')} ${manifest.version}`, sizes);
}

/** Findings end in 1; anything else means that nothing was measured. */
function measured(args, cwd) {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'ignore' });
  return status === 0 || status === 1 ? ratioOf(PAIRS, args, { cwd }).ratio.toFixed(1) : `ended in ${status}`;
}

function row(name, sizes) {
  console.log(`${name.padEnd(40)}${sizes.map((text) => text.padStart(12)).join('')}`);
}

function file(folder, name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
