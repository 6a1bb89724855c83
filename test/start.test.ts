import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../dist/bin/', import.meta.url));
const bin = join(folder, 'wso2-topology.cjs');

const CLEAN = `version: 1
hosts: { a: {}, b: {} }
nodes:
  mi: { host: a, product: wso2mi, version: 4.2.0 }
  am: { host: b, product: wso2am, version: 4.2.0 }
`;

/** Writes what a process read of the program in bytes, and which modules of Node it loaded, to standard error. */
const WATCH = `const fs = require('node:fs');
const { readFileSync } = fs;
let bytes = 0;
fs.readFileSync = (file, ...options) => {
  const content = readFileSync(file, ...options);
  if (/\\.(js|cjs)$/.test(file)) bytes += content.length;
  return content;
};
process.on('exit', () => fs.writeSync(2, JSON.stringify({ bytes, modules: process.moduleLoadList })));
`;

interface Start {
  /** Of the program, in characters. */
  readonly bytes: number;
  /** The modules of Node, as it calls them: \`NativeModule url\`. */
  readonly modules: readonly string[];
}

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wso2-topology-start-'));
  writeFileSync(join(directory, 'watch.cjs'), WATCH);
  writeFileSync(join(directory, 'plan.yaml'), CLEAN);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function started(...args: readonly string[]): Start {
  const { stderr } = spawnSync(process.execPath, ['--require', join(directory, 'watch.cjs'), ...args], {
    cwd: directory,
    encoding: 'utf8',
    env: {},
  });
  return JSON.parse(stderr) as Start;
}

describe('a check of one clean topology', () => {
  it('reads no more of the program than it needs', () => {
    const { bytes } = started(bin, 'check', 'plan.yaml');
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(400_000);
  });

  it.each(['check plan.yaml', 'plan.yaml'])('loads no module of Node for the network, streams or keys: %s', (line) => {
    const empty = new Set(started('-e', '0').modules);
    const own = started(bin, ...line.split(' ')).modules.filter((name) => !empty.has(name));
    const needless = /^NativeModule (internal\/)?(crypto|dns|fs\/promises|http|net|stream|tls|tty|url|worker|zlib)\b/;
    expect(own.filter((name) => needless.test(name))).toEqual([]);
  });
});

describe('a check of a large topology', () => {
  const hosts = Array.from({ length: 200 }, (_, index) => `host-${index}`);
  const LARGE = `version: 1
defaults: { product: wso2mi, version: 4.2.0 }
hosts:
${hosts.map((host) => `  ${host}: {}\n`).join('')}nodes:
${hosts.map((host) => `  ${host}-mi: { host: ${host} }\n`).join('')}`;

  it('tells V8 to optimise later, which says nothing about it', () => {
    writeFileSync(join(directory, 'large.yaml'), LARGE);
    const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'large.yaml'], {
      cwd: directory,
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain('200 nodes');
    expect(started(bin, 'large.yaml').modules).toContain('NativeModule v8');
    expect(started(bin, 'plan.yaml').modules).not.toContain('NativeModule v8');
  });
});

describe('the code caches', () => {
  const caches = readdirSync(folder).filter((name) => name.endsWith(`-${process.versions.v8.split('-')[0]}.cache`));

  it('are made for what a check loads, and for findings', () => {
    const names = caches.map((name) => name.replace(/-[^-]*$/, ''));
    expect(names).toEqual(expect.arrayContaining(['bin', 'plain', 'suggest']));
  });

  it.each(caches)('%s is accepted', (cache) => {
    const program = `const { readFileSync } = require('node:fs');
const script = new (require('node:vm').Script)(readFileSync(process.argv[1], 'latin1'), { cachedData: readFileSync(process.argv[2]) });
process.exit(script.cachedDataRejected === false ? 0 : 1);`;
    const files = [join(folder, cache.replace(/-[^-]*$/, '.js')), join(folder, cache)];
    expect(spawnSync(process.execPath, ['-e', program, ...files]).status).toBe(0);
  });

  it.each([
    [['--max-old-space-size=2048'], ''],
    [['--max_semi_space_size=32'], ''],
    [[], '--max-old-space-size=2048'],
  ])('are accepted with limits of memory: node %j, NODE_OPTIONS=%j', (flags, options) => {
    const limited = 'process.on("exit", () => console.error(require("node:v8").getHeapStatistics().heap_size_limit));';
    writeFileSync(join(directory, 'limit.cjs'), limited);
    const ask = (...line: readonly string[]) =>
      spawnSync(process.execPath, [...flags, '--require', join(directory, 'limit.cjs'), ...line], {
        cwd: directory,
        encoding: 'utf8',
        env: { NODE_OPTIONS: options },
      });
    const rejected = join(directory, 'rejected.cjs');
    writeFileSync(
      rejected,
      `const vm = require('node:vm');
const { Script } = vm;
let last;
vm.Script = class extends Script { constructor(...values) { super(...values); last = this; } };
process.on('exit', () => console.log('rejected:', last.cachedDataRejected));`,
    );
    const run = ask('--require', rejected, bin, 'plan.yaml');
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('rejected: false') });
    // The limit itself holds.
    expect(run.stderr).toBe(ask('-e', '0').stderr);
  });
});
