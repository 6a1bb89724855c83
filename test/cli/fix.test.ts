import { applyPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const MISMATCH = `# the vendor's case
version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts: { gw.internal: {}, km.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, offset: 2 }  # first
  key-manager: { host: km.internal, profile: api-key-manager, offset: 5, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`;
const CLIENT = MISMATCH.replace('offset: 2 }', 'offset: 2, links: { key-validation-thrift: { port: 10402 } } }');
const SERVER = MISMATCH.replace('{ bind: 0.0.0.0 }', '{ bind: 0.0.0.0, port: 10399 }');
const CLEAN = 'version: 1\nhosts: { app1: {} }\nnodes:\n  a: { host: app1, product: wso2is, version: 5.11.0 }\n';
const PINNED =
  'version: 1\nhosts: { app1: {} }\ndefaults: { product: wso2is, version: 5.11.0, pinned: true }\nnodes: { a: { host: app1 }, b: { host: app1 } }\n';

const inFile = (text: string) => ({ files: { 'plan.yaml': text } });

describe('fix', () => {
  it('shows a diff that applies and what the change clears, and changes nothing', async () => {
    const { code, stdout, files } = await command('fix', 'plan.yaml', inFile(MISMATCH));
    const [patch = ''] = stdout.split('\n\n');
    expect(applyPatch(MISMATCH, `${patch}\n`)).toBe(CLIENT);
    expect(stdout).toContain('clears thrift-mismatch');
    expect(stdout).toContain('repository/conf/api-manager.xml');
    expect([code, files['plan.yaml']]).toEqual([1, MISMATCH]);
  });

  it('ends in 0 where nothing is wrong', async () => {
    const { code, stdout } = await command('fix', 'plan.yaml', inFile(CLEAN));
    expect([code, stdout]).toEqual([0, 'nothing to change\n']);
  });

  it('writes the file, and has nothing to do the second time', async () => {
    const first = await command('fix', 'plan.yaml', '--write', inFile(MISMATCH));
    expect([first.code, first.files['plan.yaml'], Object.keys(first.files)]).toEqual([0, CLIENT, ['plan.yaml']]);
    const second = await command('fix', 'plan.yaml', '--write', inFile(CLIENT));
    expect([second.code, second.files['plan.yaml'], second.stdout]).toEqual([0, CLIENT, 'nothing to change\n']);
  });

  it('changes the server where that is preferred', async () => {
    const { files } = await command('fix', 'plan.yaml', '--write', '--prefer', 'server', inFile(MISMATCH));
    expect(files['plan.yaml']).toBe(SERVER);
  });

  it('lists changes for CI', async () => {
    const { code, stdout, files } = await command('fix', 'plan.yaml', '--check', inFile(MISMATCH));
    expect(stdout).toBe('plan.yaml: gateway: links.key-validation-thrift.port 10402\n');
    expect([code, files['plan.yaml']]).toEqual([1, MISMATCH]);
    expect(await command('fix', 'plan.yaml', '--check', inFile(CLEAN))).toMatchObject({ code: 0, stdout: '' });
  });

  it('prints a correction for a program', async () => {
    const { code, stdout } = await command('fix', 'plan.yaml', '--format', 'json', inFile(MISMATCH));
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      {
        fixVersion: 1,
        edits: [{ file: 'plan.yaml', path: '/nodes/gateway/links/key-validation-thrift/port', to: 10402 }],
        changedNodes: ['gateway'],
        optimal: true,
        unresolved: [],
      },
    ]);
  });

  it('says what it leaves, why, and where', async () => {
    const { code, stdout } = await command('fix', 'plan.yaml', '--write', inFile(PINNED));
    expect(stdout).toMatch(/unresolved error\[port-collision\][\s\S]*plan\.yaml:4:\d+[\s\S]*a and b are pinned/);
    expect(code).toBe(1);
    const { stdout: json } = await command('fix', 'plan.yaml', '--format', 'json', inFile(PINNED));
    expect(JSON.parse(json).unresolved).toMatchObject([
      { rule: 'port-collision', file: 'plan.yaml', range: { start: { line: 4 } } },
    ]);
  });

  it('corrects standard input to standard output', async () => {
    const { code, stdout, stderr } = await command('fix', '-', '--write', { stdin: MISMATCH });
    expect([code, stdout]).toEqual([0, CLIENT]);
    expect(stderr).toContain('clears thrift-mismatch');
    expect((await command('fix', '-', { stdin: MISMATCH })).stdout).toMatch(/^--- stdin\n\+\+\+ stdin\n/);
  });

  it('reports a text that cannot be read as unresolved', async () => {
    expect(await command('fix', 'plan.yaml', '--write', inFile('nodes: ['))).toMatchObject({
      code: 1,
      files: { 'plan.yaml': 'nodes: [' },
    });
  });

  it('ends in 2 when a file cannot be read, and still shows the others', async () => {
    const { code, stdout, stderr } = await command('fix', 'plan.yaml', 'missing.yaml', inFile(MISMATCH));
    expect(code).toBe(2);
    expect(stdout).toContain('10402');
    expect(stderr).toContain('missing.yaml');
  });

  it.each([
    [['--write', '--check'], 'exclude each other'],
    [['-', '--write', '--format', 'json'], 'standard output'],
    [['--prefer', 'nobody'], 'Allowed choices'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await command('fix', 'plan.yaml', ...args, inFile(MISMATCH));
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('shows control characters instead of obeying them, and colours only where they are wanted', async () => {
    const odd = MISMATCH.replace('# first', '# \u009b2J\u202e first');
    const { stdout } = await command('fix', 'plan.yaml', inFile(odd));
    for (const character of ['\u009b', '\u202e', '\u001b']) expect(stdout).not.toContain(character);
    expect(stdout).toContain('# \\x9b2J\\u202e first');
    expect((await command('fix', 'plan.yaml', '--color', 'always', inFile(MISMATCH))).stdout).toContain('\u001b[36m+');
  });

  it('keeps CRLF in the diff and in the file', async () => {
    const crlf = MISMATCH.replaceAll('\n', '\r\n');
    const { stdout } = await command('fix', 'plan.yaml', inFile(crlf));
    const [patch = ''] = stdout.split('\n\n');
    expect(applyPatch(crlf, `${patch}\n`, { autoConvertLineEndings: false })).toBe(CLIENT.replaceAll('\n', '\r\n'));
  });
});
