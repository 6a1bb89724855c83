import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check } from '../src/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const bin = fileURLToPath(new URL('../dist/bin/wso2-topology.cjs', import.meta.url));

describe('documentation', () => {
  it('has rule pages, the table of rules and schema enums as the sources make them', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('shows in the README what check prints', () => {
    const shown = /```\n(error\[thrift-mismatch\][\s\S]*?)```/.exec(read('README.md'))?.[1];
    const printed = spawnSync(process.execPath, [bin, 'check', 'topologies/apim-2.6-offset-mismatch.yaml'], {
      cwd: root,
      encoding: 'utf8',
      env: {},
    }).stdout;
    expect(shown).toBeDefined();
    expect(printed).toContain(shown);
  });

  it('shows in the README what check prints of a folder of configuration', () => {
    const shown = /```\n(error\[forward-mismatch\][\s\S]*?)```/.exec(read('README.md'))?.[1];
    const { status, stdout } = spawnSync(process.execPath, [bin, 'check', 'docs/examples/portal'], {
      cwd: root,
      encoding: 'utf8',
      env: {},
    });
    expect([status, shown]).toEqual([1, expect.any(String)]);
    expect(stdout).toContain(shown);
  });

  it('has an example topology in the README that is fine', () => {
    const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
    expect(check({ file: 'readme.yaml', text }).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has every command in the table of the README, as its help names it', () => {
    const help = spawnSync(process.execPath, [bin, '--help'], { encoding: 'utf8', env: { NO_COLOR: '1' } }).stdout;
    const commands = help.slice(help.indexOf('Commands:'), help.indexOf('Start here:'));
    const listed = [...commands.matchAll(/^ {2}([a-z]+)/gm)].flatMap(([, name]) => (name === 'help' ? [] : [name]));
    expect(listed.length).toBeGreaterThan(10);
    const table = [...read('README.md').matchAll(/^\| `wso2-topology ([a-z]+)/gm)].map(([, name]) => name);
    expect(table).toEqual(listed);
  });

  it('counts the products and releases of the catalogue', () => {
    const index = JSON.parse(read('src/generated/catalogue/index.json')) as { releases: string[] }[];
    const releases = index.reduce((sum, product) => sum + product.releases.length, 0);
    expect(read('README.md')).toContain(`${index.length} WSO2 products open and dial in ${releases} releases`);
  });

  it('starts with npm start, which ends in 0 and changes nothing', () => {
    const before = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
    const { status, stdout } = spawnSync(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      encoding: 'utf8',
      env: {},
    });
    expect(status).toBe(0);
    expect(stdout).toContain('error[thrift-mismatch]');
    expect(stdout).toContain('10402');
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })).toBe(before);
  });
});
