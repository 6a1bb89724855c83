import { linkSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
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

/** Runs the program and kills it when the bytes of the new file are on the disk, before they have their place. */
const KILLED = `echo 'require("node:fs").fsyncSync = () => process.kill(process.pid, process.env.SIGNAL)' > kill.cjs
killed() { SIGNAL="$1" "$NODE" --require ./kill.cjs "$BIN" "\${@:2}" >/dev/null 2>&1; }`;

describe('a run that is stopped while it writes', () => {
  const hidden = () => readdirSync(path('.')).filter((name) => name.startsWith('.'));
  const abandon = () => {
    const then = new Date(Date.now() - 2 * 60 * 1000);
    for (const name of hidden()) utimesSync(path(name), then, then);
  };

  it.each(['KILL', 'TERM', 'INT'])(
    'by SIG%s leaves the old file whole, and the next one clears away behind it',
    (signal) => {
      write({ 'plan.yaml': CLASH });
      bash(`${KILLED}; killed SIG${signal} fix plan.yaml --write`);
      expect(readFileSync(path('plan.yaml'), 'utf8')).toBe(CLASH);
      expect(hidden()).toEqual([expect.stringMatching(/^\.plan\.yaml\.[0-9a-f]{12}\.tmp$/)]);

      // Somebody else may be writing: what is young is left alone.
      abandon();
      write({ '.plan.yaml.000000000000.tmp': 'young' });
      expect(run(['fix', 'plan.yaml', '--write']).code).toBe(0);
      expect(hidden()).toEqual(['.plan.yaml.000000000000.tmp']);
    },
  );

  it.each(['init --write new.yaml', 'check plan.yaml --output json=new.yaml'])(
    'leaves no part of a new file: %s',
    (args) => {
      write({ 'plan.yaml': CLASH });
      bash(`${KILLED}; killed SIGKILL ${args}`);
      expect(readdirSync(path('.'))).not.toContain('new.yaml');
      abandon();
      run(args.split(' '));
      expect([readdirSync(path('.')).includes('new.yaml'), hidden()]).toEqual([true, []]);
    },
  );

  it('is never read as a topology or as configuration', () => {
    write({ 'plans/plan.yaml': CLASH });
    bash(`${KILLED}; killed SIGKILL fix plans/plan.yaml --write`);
    expect(run(['check', 'plans', '--format', 'compact']).stdout).not.toContain('.tmp');
  });
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
