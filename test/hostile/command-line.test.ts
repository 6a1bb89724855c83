import { readFileSync } from 'node:fs';
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

describe('the name of a file', () => {
  it.each(['fix --check .', 'fix .', 'check . --format compact', 'ports .'])(
    'never begins a line with a command of GitHub: %s',
    (args) => {
      write({ '::stop-commands::x.yaml': CLASH, '::error::y.yaml': `${CLASH}  c: {\n` });
      const { stdout, stderr } = run(args.split(' '));
      expect(`${stdout}${stderr}`).not.toMatch(/^\s*::/m);
    },
  );

  it('never begins one in import either', () => {
    write({ '::error::z/conf/carbon.xml': '<Server><Ports>' });
    const { stdout, stderr } = run(['import', '.']);
    expect(`${stdout}${stderr}`).not.toMatch(/^\s*::/m);
  });

  it('on the command line is made visible where it is quoted', () => {
    write({ 'plan.yaml': CLASH });
    const { stderr } = run(['check', 'plan.yaml', '--output', 'json=plan.yaml/\u001b[31m\n::error::x']);
    expect(stderr).toContain('cannot write plan.yaml/\\x1b[31m\\x0a::error::x');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

it('a report never overwrites a file that was checked', () => {
  write({ 'plan.yaml': CLASH });
  const { code, stderr } = run(['check', 'plan.yaml', '--output', 'html=./plan.yaml']);
  expect([code, stderr]).toEqual([
    2,
    'wso2-topology: cannot write ./plan.yaml: it is one of the files that were checked\n',
  ]);
  expect(readFileSync(path('plan.yaml'), 'utf8')).toBe(CLASH);
});

it('a working directory that was deleted is one line', () => {
  const { code, stderr } = bash('mkdir gone && cd gone && rmdir ../gone && tool check x.yaml');
  expect([code, stderr]).toEqual([2, 'wso2-topology: the working directory is not there any more\n']);
});

it('what could not be written is not listed as changed', () => {
  write({ 'plan.yaml': CLASH });
  const { code, stdout } = bash('chmod 444 plan.yaml; tool fix plan.yaml --write');
  expect([code, stdout]).toEqual([2, '']);
});

it('nothing that could be read is no answer', () => {
  expect(run(['check', 'missing.yaml'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'wso2-topology: cannot read missing.yaml: no such file or directory\n',
  });
});

describe('a word that is no command', () => {
  it.each([
    [['chek'], 'there is neither a command nor a file "chek"; did you mean "check"?'],
    [['prots', '--by', 'node'], 'there is neither a command nor a file "prots"; did you mean "ports"?'],
    [['help', 'nope'], 'there is no command "nope"'],
    [['help', 'fux'], 'there is no command "fux"; did you mean "fix"?'],
  ])('%j is one line', (args, line) => {
    expect(run(args)).toEqual({ code: 2, stdout: '', stderr: `wso2-topology: ${line}\n` });
  });

  it('is a file where there is one', () => {
    write({ chek: CLASH });
    expect(run(['chek']).code).toBe(1);
  });
});

it.each([['-h'], ['-V'], ['-v'], ['check', '-h']])('%s %s is understood', (...args) => {
  const { code, stdout } = run(args.filter((arg) => arg !== undefined));
  expect([code, stdout.length > 4]).toEqual([0, true]);
});
