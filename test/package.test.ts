import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-package-'));
const installed = join(directory, 'node_modules/wso2-topology');

const PLAN =
  'version: 1\nhosts: { a: {} }\nnodes:\n  mi: { host: a, product: wso2mi, version: 4.2.0 }\n  mi2: { host: a, product: wso2mi, version: 4.2.0 }\n';

/** What `npm install` makes of the tarball: unpacked, and nothing else, since there is nothing to bring along or to run. */
beforeAll(() => {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', directory], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync('tar', ['-xzf', join(directory, filename), '-C', directory]);
  mkdirSync(join(directory, 'node_modules'));
  cpSync(join(directory, 'package'), installed, { recursive: true });
  rmSync(join(directory, 'package'), { recursive: true });
  writeFileSync(join(directory, 'plan.yaml'), PLAN);
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function tool(...args: string[]) {
  return spawnSync(process.execPath, [join(installed, 'dist/bin/wso2-topology.cjs'), ...args], {
    cwd: directory,
    encoding: 'utf8',
    env: {},
  });
}

describe('the published package', () => {
  it('brings no further package and runs no install script', () => {
    const { dependencies, scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      dependencies?: object;
      scripts: Record<string, string>;
    };
    expect(dependencies).toBeUndefined();
    expect(Object.keys(scripts).filter((name) => /install/.test(name))).toEqual([]);
  });

  it('checks a plan from an empty folder', () => {
    const { status, stdout } = tool('check', 'plan.yaml');
    expect(stdout).toContain('error[port-collision]');
    expect(status).toBe(1);
  });

  it.each([
    ['ports', 'plan.yaml'],
    ['catalog', 'wso2mi', '4.2.0'],
    ['explain', 'port-collision'],
    ['init'],
    ['schema', 'report'],
    ['--version'],
    ['--help'],
  ])('runs %s', (...args) => {
    const { status, stdout, stderr } = tool(...args);
    expect(stderr).toBe('');
    expect(stdout.length).toBeGreaterThan(4);
    expect(status).toBe(0);
  });

  it.each(['--version', '-V', '-v'])('says its version for %s without starting the program', (option) => {
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
    const program = join(installed, 'dist/bin/bin.js');
    const text = readFileSync(program);
    writeFileSync(program, 'this is no program');
    const alone = tool(option);
    writeFileSync(program, text);
    expect([alone.status, alone.stdout]).toEqual([0, `${version}\n`]);
  });

  it('works without its code cache', () => {
    const folder = join(installed, 'dist/bin');
    const caches = readdirSync(folder).filter((name) => name.endsWith('.cache'));
    const kept = caches.map((name) => [join(folder, name), readFileSync(join(folder, name))] as const);
    for (const [cache] of kept) writeFileSync(cache, 'made by another version of V8');
    const spoilt = tool('check', 'plan.yaml');
    for (const [cache] of kept) rmSync(cache);
    const without = tool('check', 'plan.yaml');
    for (const [cache, bytes] of kept) writeFileSync(cache, bytes);
    expect(caches.length).toBeGreaterThan(2);
    expect([spoilt.status, without.status]).toEqual([1, 1]);
    expect(spoilt.stdout).toBe(without.stdout);
  });

  it('exports every type that its functions take or return', () => {
    const declarations = readFileSync(join(installed, 'dist/types/index.d.ts'), 'utf8');
    const declared = [...declarations.matchAll(/^(?:interface|type) (\w+)/gm)].map(([, name]) => name);
    const exported = [...(/^export \{ (.*) \};$/m.exec(declarations)?.[1] ?? '').matchAll(/(?:type )?(\w+)(?:, |$)/g)];
    expect(exported.length).toBeGreaterThan(40);
    expect(declared.filter((name) => !exported.some((match) => match[1] === name))).toEqual([]);
  });

  it('declares the library in one file', () => {
    const files = readdirSync(join(installed, 'dist/types'), { recursive: true });
    expect(files).toEqual(['index.d.ts']);
  });

  it('is a typed library', () => {
    const program = `import { check, expand, loadCatalogue, type Report } from 'wso2-topology';
const report: Report = check({ file: 'plan.yaml', text: ${JSON.stringify(PLAN)} });
const expansion = expand({ file: 'plan.yaml', text: ${JSON.stringify(PLAN)} });
const names: readonly string[] = loadCatalogue().products.map(({ id }) => id);
console.log(report.findings[0]?.rule, expansion.ok && expansion.deployment.listeners.length, names.includes('wso2am'));
`;
    writeFileSync(join(directory, 'program.mts'), program);
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      '',
      'program.mts',
    ];
    const types = spawnSync(join(root, 'node_modules/.bin/tsc'), options, { cwd: directory, encoding: 'utf8' });
    expect(types.stdout.replaceAll(/^program.*Cannot find name 'console'.*$/gm, '').trim()).toBe('');
    writeFileSync(
      join(directory, 'program.mjs'),
      program.replace(', type Report', '').replace(': Report', '').replace(': readonly string[]', ''),
    );
    const run = spawnSync(process.execPath, ['program.mjs'], { cwd: directory, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout.trim()).toBe('port-collision 8 true');
  });
});
