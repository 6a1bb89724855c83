import { linkSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run, bash } = workshop();

const CLASH = `version: 1
defaults: { product: wso2mi, version: 4.2.0 }
hosts: { app1: {} }
nodes:
  a: { host: app1 }
  b: { host: app1 }
`;

/** Nothing that is written may have a byte: what a full disk does, without one. */
const FULL = "ulimit -f 0; trap '' XFSZ;";

describe('on a full disk', () => {
  it.each([
    'init --write new.yaml',
    'import conf --version 4.2.0 --write new.yaml',
    'check plan.yaml --output json=new.json',
    'check plan.yaml --baseline new.json --update-baseline',
    'fix plan.yaml --write',
  ])('%s says so in one line and leaves nothing behind', (args) => {
    write({ 'plan.yaml': CLASH, 'conf/deployment.toml': '[server]\nhostname = "a"\n[apim.gateway]\n' });
    const { code, stdout, stderr } = bash(`${FULL} tool ${args}`);
    expect(code).toBe(2);
    expect(stdout).not.toMatch(/\d+ changes? in|written/);
    expect(stderr).toMatch(/^wso2-topology: cannot write [^\n]*: the file would be too long\n$/);
    expect(readdirSync(path('.')).sort()).toEqual(['conf', 'plan.yaml']);
    expect(readFileSync(path('plan.yaml'), 'utf8')).toBe(CLASH);
  });
});

it.each([0.05, 0.1, 0.15, 0.2, 0.3])('a run that is killed after %s seconds leaves the file whole', (seconds) => {
  write({ 'plan.yaml': CLASH });
  const { stdout } = bash(`timeout -s KILL ${seconds} "$NODE" "$BIN" fix plan.yaml --write`);
  const text = readFileSync(path('plan.yaml'), 'utf8');
  expect([CLASH, CLASH.replace('b: { host: app1 }', 'b: { host: app1, offset: 11 }')]).toContain(text);
  // What is told was done.
  expect(stdout === '' || text !== CLASH).toBe(true);
});

it('a file that has two names keeps both, and is left as it is', () => {
  write({ 'plan.yaml': CLASH });
  linkSync(path('plan.yaml'), path('other.yaml'));
  const { code, stderr } = run(['fix', 'plan.yaml', '--write']);
  expect([code, stderr]).toEqual([
    2,
    'wso2-topology: cannot write plan.yaml: it has 2 names (hard links), and replacing it would part them\n',
  ]);
  expect(readFileSync(path('plan.yaml'), 'utf8')).toBe(CLASH);
});
