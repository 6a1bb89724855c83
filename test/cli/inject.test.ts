import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const PLAN = `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, disable: [management-api-http, management-api-https] }
`;
const README = '# Ours\n\n<!-- wso2-topology ports -->\nold\n<!-- /wso2-topology ports -->\n\nThe end.\n';
const LISTED = `# Ours

<!-- wso2-topology ports -->

### Ports

| host | port | protocol | node | listener | status |
| --- | ---: | --- | --- | --- | --- |
| app1 | 8253 | tcp | mi | passthrough-https | ok |
| app1 | 8290 | tcp | mi | passthrough-http | ok |

<!-- /wso2-topology ports -->

The end.
`;

async function ports(readme: string, ...args: readonly string[]) {
  const files = { 'plan.yaml': PLAN, 'README.md': readme };
  return command('ports', 'plan.yaml', '--brief', '--inject', 'README.md', ...args, { files });
}

describe('ports --inject', () => {
  it('writes the list between the markers, and nothing else', async () => {
    const { code, stdout, stderr, files } = await ports(README);
    expect([code, stdout, stderr]).toEqual([0, '', 'wso2-topology: wrote README.md\n']);
    expect(files['README.md']).toBe(LISTED);
  });

  it('is quiet where the list is there already', async () => {
    const { code, stderr, files } = await ports(LISTED);
    expect([code, stderr, files['README.md']]).toEqual([0, '', LISTED]);
  });

  it('keeps the line ends of the file', async () => {
    const { files } = await ports(README.replaceAll('\n', '\r\n'));
    expect(files['README.md']).toBe(LISTED.replaceAll('\n', '\r\n'));
  });

  it.each([
    ['no marker', '# Ours\n'],
    ['one marker', '<!-- wso2-topology ports -->\n'],
    ['markers in the wrong order', '<!-- /wso2-topology ports -->\n<!-- wso2-topology ports -->\n'],
    ['markers twice', `${README}${README}`],
  ])('does not guess a place in a file with %s', async (_, readme) => {
    const { code, stderr, files } = await ports(readme);
    expect([code, files['README.md']]).toEqual([2, readme]);
    expect(stderr).toContain('it needs the line <!-- wso2-topology ports -->');
  });

  it('refuses a file that is no text', async () => {
    const prepare = (folder: string) => writeFileSync(join(folder, 'README.md'), Buffer.from([0xff, 0xfe, 0xfd]));
    const world = { files: { 'plan.yaml': PLAN }, prepare };
    expect((await command('ports', 'plan.yaml', '--inject', 'README.md', world)).code).toBe(2);
  });

  it('leaves a file alone that is read-only', async () => {
    const prepare = (folder: string) => chmodSync(join(folder, 'README.md'), 0o444);
    const world = { files: { 'plan.yaml': PLAN, 'README.md': README }, prepare };
    const { code, stderr, files } = await command('ports', 'plan.yaml', '--inject', 'README.md', world);
    expect([code, files['README.md']]).toEqual([2, README]);
    expect(stderr).toContain('cannot write README.md: it is read-only');
  });

  it('says so of a file that is not there', async () => {
    const world = { files: { 'plan.yaml': PLAN } };
    const { code, stderr } = await command('ports', 'plan.yaml', '--inject', 'missing.md', world);
    expect(code).toBe(2);
    expect(stderr).toContain('--inject missing.md: no such file or directory');
  });
});

describe('ports --inject --check', () => {
  it('ends in 1 for a stale list and writes nothing', async () => {
    const { code, stderr, files } = await ports(README, '--check');
    expect([code, files['README.md']]).toEqual([1, README]);
    expect(stderr).toContain('README.md is stale: run the same without --check');
  });

  it('ends in 0 for one that is up to date', async () => {
    expect((await ports(LISTED, '--check')).code).toBe(0);
  });

  it('needs a file', async () => {
    const world = { files: { 'plan.yaml': PLAN } };
    expect((await command('ports', 'plan.yaml', '--check', world)).code).toBe(2);
  });
});

describe('ports --brief and --unique', () => {
  const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0 }
`;
  const listed = async (...args: readonly string[]) =>
    (await command('ports', 'plan.yaml', ...args, { files: { 'plan.yaml': CLASH } })).stdout;

  it('has fewer columns in a table, in Markdown and in CSV', async () => {
    expect((await listed('--brief')).split('\n')[0]).toMatch(/^host +port +protocol +node +listener +status$/);
    expect(await listed('--brief', '--format', 'markdown')).toContain(
      '| host | port | protocol | node | listener | status |',
    );
    expect((await listed('--brief', '--format', 'csv')).split('\r\n')[0]).toBe(
      'host,port,protocol,node,listener,status',
    );
  });

  it('has one row for each port, with both owners', async () => {
    const lines = (await listed('--brief', '--unique', '--format', 'csv')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines).toContain('app1,8290,tcp,"a, b",passthrough-http,collision');
  });

  it('is no option of formats that have the whole list', async () => {
    for (const format of ['json', 'html']) {
      const world = { files: { 'plan.yaml': CLASH } };
      const { code, stderr } = await command('ports', 'plan.yaml', '--brief', '--format', format, world);
      expect(code).toBe(2);
      expect(stderr).toContain('--unique and --brief are for table, markdown and csv');
    }
  });
});
