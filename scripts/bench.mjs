// `npm run bench`: what whole commands cost, in CPU time (user and system) as ratios to a bare `node -e 0` of the same run. Both are run
// in turns, and the median of the ratios pair by pair counts, so that a busy machine slows both alike. `npm run bench -- 20` runs only
// the cases whose name contains the text.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'dist/bin/wso2-topology.cjs');
const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-bench-'));
const wanted = process.argv[2] ?? '';

/** Nodes on one host of the plans that spread them. */
const PER_HOST = 8;

/** Integrators at distances that leave room, or two of them at each offset. */
function spread(count, { clashing = false } = {}) {
  const hosts = Array.from({ length: Math.ceil(count / PER_HOST) }, (_, index) => `  host-${index}: {}`);
  const nodes = Array.from({ length: count }, (_, index) => {
    const place = index % PER_HOST;
    return nodeText(`node-${index}`, `host-${Math.floor(index / PER_HOST)}`, 20 * (clashing ? place >> 1 : place));
  });
  return topology(hosts, nodes);
}

/** All nodes on one host. */
function crowded(count) {
  return topology(
    ['  host: {}'],
    Array.from({ length: count }, (_, index) => nodeText(`node-${index}`, 'host', index % 50_000)),
  );
}

/** Control planes, each with a gateway that names it; every tenth names a wrong port. */
function linked(pairs) {
  const hosts = Array.from({ length: pairs }, (_, index) => `  host-${index}: {}`);
  const nodes = Array.from({ length: pairs }, (_, index) => {
    const offset = 10 * (index % 50);
    const port = 9611 + offset + (index % 10 === 0 ? 1 : 0);
    const links = [
      `key-manager-url: { url: "https://host-${index}:${9443 + offset}/services/" }`,
      `throttle-publish: { url: "tcp://host-${index}:${port}" }`,
    ];
    return [
      `  cp-${index}: { host: host-${index}, product: wso2am, version: 4.3.0, profile: control-plane, offset: ${offset} }`,
      `  gw-${index}:\n    host: host-${index}\n    product: wso2am\n    version: 4.3.0\n    profile: gateway-worker`,
      `    offset: ${offset + 500}\n    links:\n      ${links.join('\n      ')}`,
    ].join('\n');
  });
  return topology(hosts, nodes);
}

function nodeText(id, host, offset) {
  return `  ${id}:\n    host: ${host}\n    product: wso2mi\n    version: 4.3.0\n    offset: ${offset}`;
}

function topology(hosts, nodes) {
  return `version: 1\nhosts:\n${hosts.join('\n')}\nnodes:\n${nodes.join('\n')}\n`;
}

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

/** CPU seconds and peak memory in MiB of one process. */
function cost(args) {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1';
  const { stderr, error } = spawnSync('bash', ['-c', script, '_', process.execPath, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (error) throw error;
  const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return user + system;
}

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

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const APIM = 'wso2/wso2am:4.2.0';

/** A rendered bundle of so many megabytes: an API Manager among the workloads and files of others. */
function bundle(megabytes) {
  const objects = [...workload('apim', APIM, 9443)];
  const lines = Array.from({ length: 100 }, (_, index) => `    line ${index} of a file that says nothing about ports`);
  for (let index = 0, length = 0; length < megabytes * 1_000_000; index++) {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: files-${index} }\ndata:\n  readme.txt: |\n${lines.join('\n')}`;
    const others = [map, ...workload(`web-${index}`, 'nginx:1.27', 8080)];
    objects.push(...others);
    length += others.join('').length;
  }
  return `${objects.join('\n---\n')}\n`;
}

function workload(name, image, port) {
  return [
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: ${image}
          ports: [{ containerPort: ${port} }]
          readinessProbe: { tcpSocket: { port: ${port} } }`,
    `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [{ name: main, port: ${port} }]`,
  ];
}

const EMPTY = ['-e', '0'];
const rows = [];

/** @param make the arguments of Node; called only for cases that are wanted */
function measure(name, bound, pairs, make, { withMemory = false } = {}) {
  if (!name.includes(wanted)) return;
  const args = make();
  const ratios = [];
  const seconds = [];
  for (let pair = 0; pair < pairs; pair++) {
    const empty = cost(EMPTY);
    const own = cost(args);
    ratios.push(own / empty);
    seconds.push(own);
  }
  const row = {
    name,
    ratio: median(ratios),
    seconds: median(seconds),
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
  for (const [name, make] of [
    ['spread', spread],
    ['crowded', crowded],
    ['linked', (count) => linked(count / 2)],
  ]) {
    const run = (count) => [bin, 'check', file(`${name}-${count}.yaml`, make(count))];
    if (!`growth, ${name}`.includes(wanted)) continue;
    const [small, large] = [1000, 10_000].map((count) => median([1, 2, 3].map(() => cost(run(count)))));
    console.log(
      `${`growth, ${name}, 1,000 to 10,000`.padEnd(42)}${(large / small).toFixed(2).padStart(8)} x   bound 10 x`,
    );
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
