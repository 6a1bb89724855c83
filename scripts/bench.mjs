// `npm run bench`: what whole commands cost, in CPU time (user and system) as ratios to a bare `node -e 0` of the same run. Both are run
// in turns, and the median of the ratios pair by pair counts, so that a busy machine slows both alike. `npm run bench -- 20` runs only
// the cases whose name contains the text, `npm run bench -- --all` also those that take minutes. Another Node measures itself:
// `npx -p node@24 node scripts/bench.mjs`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cost, median, ratioOf } from './bench/cost.mjs';
import { bundle, configuration, crowded, linked, spread } from './bench/plans.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'dist/bin/wso2-topology.cjs');
const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-bench-'));
const [wanted = ''] = process.argv.slice(2).filter((argument) => argument !== '--all');
const withSlow = process.argv.includes('--all');

function file(name, text) {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

function folder(name, count, text) {
  mkdirSync(join(directory, name));
  for (let index = 0; index < count; index++) file(join(name, `${index}.yaml`), text);
  return join(directory, name);
}

/** Folders of configuration of servers, as a repository has them. */
function repository(name, count) {
  for (let index = 0; index < count; index++) {
    const path = join(name, `node-${index}`, 'repository/conf');
    mkdirSync(join(directory, path), { recursive: true });
    file(join(path, 'deployment.toml'), configuration(index));
  }
  return join(directory, name);
}

/** Reads every file of a folder into data, with places, by the library that the program has for it; or its text alone. */
const READ = `
  const fs = require('node:fs');
  const read = process.argv[2] === 'text' ? (text) => text : require('toml-eslint-parser').parseTOML;
  for (const name of fs.readdirSync(process.argv[1], { recursive: true })) {
    const path = process.argv[1] + '/' + name;
    if (fs.statSync(path).isFile()) read(fs.readFileSync(path, 'utf8'));
  }`;

/** The largest resident memory of a run in MiB, which the process says itself at its end. */
function memory(args) {
  const say = `process.on('exit', () => require('node:fs').writeSync(2, '\\nMAXRSS ' + process.resourceUsage().maxRSS));`;
  const { stderr } = spawnSync(process.execPath, ['-r', file('memory.cjs', say), ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return Number(/MAXRSS (\d+)/.exec(stderr)?.[1]) / 1024;
}

const rows = [];

/** @param make the arguments of Node; called only for cases that are wanted */
function measure(name, bound, pairs, make, { withMemory = false } = {}) {
  if (!name.includes(wanted)) return;
  const args = make();
  const row = {
    name,
    ...ratioOf(pairs, args, { log: join(directory, 'out.txt') }),
    ...(withMemory ? { memory: memory(args) } : {}),
  };
  rows.push(row);
  const memoryText = row.memory === undefined ? '' : `${row.memory.toFixed(0)} MiB`;
  console.log(
    `${name.padEnd(42)}${row.ratio.toFixed(2).padStart(8)} x${row.seconds.toFixed(3).padStart(9)} s${memoryText.padStart(10)}   bound ${bound}`,
  );
}

try {
  const node = execFileSync(process.execPath, ['--version'], { encoding: 'utf8' }).trim();
  console.log(`Node ${node}; CPU time of whole processes, as a ratio to \`node -e 0\``);
  measure('--version', '1.1 x', 9, () => [bin, '--version']);
  measure('20 nodes, clean', '1.35 x', 9, () => [bin, 'check', file('20.yaml', spread(20))]);
  measure('20 nodes, 10 findings', '1.9 x', 9, () => [bin, 'check', file('f20.yaml', spread(20, { clashing: true }))]);
  measure('20 nodes, code cache rejected', '1.5 x', 9, () => [
    '--max-old-space-size=2048',
    bin,
    'check',
    file('20.yaml', spread(20)),
  ]);
  measure('1,000 nodes, clean', '4 x', 9, () => [bin, 'check', file('1000.yaml', spread(1000))]);
  measure('1,000 nodes, 500 findings', '9 x', 5, () => [
    bin,
    'check',
    file('f1000.yaml', spread(1000, { clashing: true })),
  ]);
  measure('1,000 nodes, 500 findings as SARIF', '-', 3, () => [
    ...[bin, 'check', file('f1000.yaml', spread(1000, { clashing: true }))],
    ...['--format', 'sarif'],
  ]);
  measure('150 control planes with gateways', '6 x', 5, () => [bin, 'check', file('l150.yaml', linked(150))]);
  measure('10,000 nodes, clean', '14 x, 192 MiB', 3, () => [bin, 'check', file('10000.yaml', spread(10_000))], {
    withMemory: true,
  });
  measure('10,000 nodes on one host', '20 x', 3, () => [bin, 'check', file('c10000.yaml', crowded(10_000))], {
    withMemory: true,
  });
  measure('1,000 files of 20 nodes', '1 s', 3, () => [bin, 'check', folder('many', 1000, spread(20))], {
    withMemory: true,
  });
  measure('Kubernetes bundle of 10 MB', '100 x', 3, () => [bin, 'check', file('bundle.yaml', bundle(10))], {
    withMemory: true,
  });
  measure('50 folders of configuration', '3 x reading them', 5, () => [bin, 'check', repository('conf', 50)]);
  measure('50 folders of configuration, read alone', '-', 5, () => ['-e', READ, repository('read', 50)]);
  measure('50 folders of configuration, their text', '-', 5, () => ['-e', READ, repository('text', 50), 'text']);
  if (withSlow) {
    const large = ['--max-size', '64000000', '--max-values', '50000000'];
    measure('10,000 files of 20 nodes', '10 s, 256 MiB', 1, () => [bin, 'check', folder('more', 10_000, spread(20))], {
      withMemory: true,
    });
    for (const [name, text] of [
      ['100,000 nodes', () => spread(100_000)],
      ['100,000 nodes on one host', () => crowded(100_000)],
      ['20,000 control planes with gateways', () => linked(20_000)],
    ])
      measure(name, '6 s, 768 MiB', 1, () => [bin, 'check', ...large, file('large.yaml', text())], {
        withMemory: true,
      });
  }
  const most = withSlow ? 100_000 : 10_000;
  // 100,000 linked nodes need more memory than Node takes by itself.
  const limits = ['--max-size', '64000000', '--max-values', '50000000'];
  const run = (path) => [...(withSlow ? ['--max-old-space-size=8192'] : []), bin, 'check', ...limits, path];
  for (const [kind, make] of [
    ['spread', spread],
    ['crowded', crowded],
    ['linked', (count) => linked(count / 2)],
  ]) {
    const name = `growth, ${kind}, 1,000 to ${most.toLocaleString('en')}`;
    if (!name.includes(wanted)) continue;
    const costOf = (count, runs) => {
      const args = run(file(`${kind}-${count}.yaml`, make(count)));
      return median(Array.from({ length: runs }, () => cost(args)));
    };
    const [small, large] = [costOf(1000, 3), costOf(most, withSlow ? 1 : 3)];
    console.log(`${name.padEnd(42)}${(large / small).toFixed(2).padStart(8)} x   bound ${most / 1000} x`);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
