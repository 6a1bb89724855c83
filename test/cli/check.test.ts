import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0 }
`;
const FINE = CLASH.replace('  b: { host: app1, product: wso2mi, version: 4.2.0 }\n', '');

const numbered = (count: number, text: string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`plans/${String(index).padStart(4, '0')}.yaml`, text]),
  );

const filesIn = (stdout: string) => stdout.split('\n').flatMap((line) => /^([^:]+):\d/.exec(line)?.[1] ?? []);

describe('many files', () => {
  it('are reported in the order of their names, every time', async () => {
    const files = numbered(300, CLASH);
    const first = await command('check', 'plans', '--format', 'compact', { files });
    const second = await command('check', 'plans', '--format', 'compact', { files });
    expect(first.code).toBe(1);
    expect(filesIn(first.stdout)).toEqual(Object.keys(files));
    expect(second.stdout).toBe(first.stdout);
  });

  it('are listed in the order in which they are named', async () => {
    const { stdout } = await command('ports', 'b.yaml', '-', 'a.yaml', '--format', 'json', {
      files: { 'a.yaml': FINE, 'b.yaml': FINE },
      stdin: FINE,
    });
    expect(JSON.parse(stdout).deployments.map(({ file }: { file: string }) => file)).toEqual([
      'b.yaml',
      'stdin',
      'a.yaml',
    ]);
  });

  it.each([
    ['broken YAML', 'hosts: {}\nnodes: {}\n  x: [', 'yaml-syntax'],
    ['another form', 'version: 1\nhosts: {}\nnodes: {}\nnodez: {}\n', 'schema'],
    ['a name that does not exist', FINE.replace('wso2mi', 'wso2mx'), 'unknown-reference'],
    ['bytes that are no text', 'hosts:\nnodes:\n\u0000', 'yaml-syntax'],
  ])('with %s in one of them hide nothing of the others', async (_, text, rule) => {
    const files = { ...numbered(20, CLASH), 'plans/0010.yaml': text };
    const { code, stdout } = await command('check', 'plans', '--format', 'json', { files });
    const findings: readonly { file: string; rule: string }[] = JSON.parse(stdout).findings;
    expect(code).toBe(1);
    expect(findings.filter(({ file }) => file === 'plans/0010.yaml').map((finding) => finding.rule)).toContain(rule);
    expect(findings.filter((finding) => finding.rule === 'port-collision')).toHaveLength(19);
  });

  it('of which some cannot be read are checked all the same, and the run ends in 2', async () => {
    const { code, stdout, stderr } = await command('check', 'x.yaml', 'plans', 'y.yaml', '--format', 'compact', {
      files: numbered(20, CLASH),
    });
    expect(code).toBe(2);
    expect(filesIn(stdout)).toHaveLength(20);
    expect(stderr.match(/cannot read [^:]+/g)).toEqual(['cannot read x.yaml', 'cannot read y.yaml']);
  });

  it('that are named twice are read once', async () => {
    const { stdout } = await command('check', 'plans', 'plans/0001.yaml', '--format', 'compact', {
      files: numbered(2, CLASH),
    });
    expect(filesIn(stdout)).toEqual(['plans/0000.yaml', 'plans/0001.yaml']);
  });

  it('say nothing of progress into a pipe', async () => {
    const { stderr } = await command('check', 'plans', { files: numbered(50, CLASH) });
    expect(stderr).toBe('');
  });

  it('that cannot be read are named without their control characters', async () => {
    const { stderr } = await command('check', 'x\u001b[31m.yaml');
    expect(stderr).not.toContain('\u001b');
  });
});
