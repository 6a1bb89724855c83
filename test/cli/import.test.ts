import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from '../../src/configuration/tree.js';
import { command } from './command.js';

const CARBON = '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><Ports><Offset>1</Offset></Ports></Server>';

describe('import', () => {
  it('prints a topology that check reads', async () => {
    const { code, stdout } = await command('import', 'am', { files: { 'am/repository/conf/carbon.xml': CARBON } });
    expect(code).toBe(0);
    const files = { 'am/repository/conf/carbon.xml': CARBON, 'topology.yaml': stdout };
    const checked = await command('check', '--fail-on', 'error', { files });
    expect(checked.code).toBe(0);
  });

  it('writes a new file, and refuses to overwrite one', async () => {
    const files = { 'am/carbon.xml': CARBON };
    const written = await command('import', 'am', '--write', 'plan.yaml', { files });
    expect([written.code, written.stdout, written.files['plan.yaml']?.includes('config: am')]).toEqual([0, '', true]);
    const again = await command('import', 'am', '--write', 'plan.yaml', { files: { ...files, 'plan.yaml': 'mine' } });
    expect([again.code, again.files['plan.yaml']]).toEqual([2, 'mine']);
  });

  it('names nodes by node=path', async () => {
    const { stdout } = await command('import', 'left=a', 'right=b', {
      files: { 'a/carbon.xml': CARBON, 'b/carbon.xml': CARBON },
    });
    expect(stdout.match(/^ {2}(left|right):/gm)).toEqual(['  left:', '  right:']);
  });

  it('points nodes at their files, and copies the values where they are asked for', async () => {
    const files = { 'am/carbon.xml': CARBON };
    const pointing = (await command('import', 'am', { files })).stdout;
    const copied = (await command('import', 'am', '--inline', { files })).stdout;
    expect([pointing.includes('config: am'), pointing.includes('offset:')]).toEqual([true, false]);
    expect([copied.includes('config:'), /offset: 1 +# .*am\/carbon\.xml:1/.test(copied)]).toEqual([false, true]);
  });

  it('assumes what no file says, and marks it', async () => {
    const toml = '[apim.cors]\nallow_origins = "*"\n';
    const { code, stdout } = await command('import', '.', {
      files: { 'gw/deployment.toml': toml, 'cp/deployment.toml': toml },
    });
    expect(code).toBe(0);
    expect(stdout.match(/# version: assumed, the files allow 3\.0\.0 to \S+; \S+ is taken/g)).toHaveLength(2);
  });

  it('takes --version as an option of its own', async () => {
    const { code, stdout } = await command('import', 'gw-deployment.toml', '--version', '4.2.0', {
      files: { 'gw-deployment.toml': '[apim.cors]\nallow_origins = "*"\n' },
    });
    expect([code, stdout.includes('version: "4.2.0"')]).toEqual([0, true]);
  });

  it('tells the place of a malformed file, reads the others, and ends in 1', async () => {
    const { code, stdout, stderr } = await command('import', '.', {
      files: { 'a/carbon.xml': '<Server>\n<Ports>', 'b/carbon.xml': CARBON, 'c/deployment.toml': 'a = \u0000' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^a\/carbon\.xml:2:\d+: /m);
    expect(stderr).toMatch(/^c\/deployment\.toml:1:1: the file is binary/m);
    expect(stdout).toContain('config: b');
  });

  it('ends in 2 where a path does not exist or holds no node', async () => {
    expect((await command('import', 'nowhere')).code).toBe(2);
    expect((await command('import', '.', { files: { 'readme.md': '' } })).stderr).toContain('no node found');
  });

  it('names the nearest product, node or profile where an answer means none', async () => {
    const files = { 'am/carbon.xml': CARBON };
    expect((await command('import', 'am', '--product', 'ws02am', { files })).stderr).toContain('did you mean "wso2am"');
    expect((await command('import', 'am', '--product', 'apim', { files })).stderr).toContain('did you mean "wso2am"');
    expect((await command('import', 'am', '--version', 'an=2.6.0', { files })).stderr).toContain('did you mean "am"');
    expect((await command('import', 'am', '--profile', 'gateway-wrker', { files })).stderr).toContain(
      'did you mean "gateway-worker"',
    );
  });

  it('puts nodes on the host it is given, and refuses a name that none can have', async () => {
    const files = { 'am/carbon.xml': CARBON };
    expect((await command('import', 'am', '--host', 'app7', { files })).stdout).toContain('host: app7');
    expect((await command('import', 'am', '--host', 'a b', { files })).code).toBe(2);
  });

  it('gives every node a host of its own where they are separate', async () => {
    const files = { 'a/carbon.xml': CARBON, 'b/carbon.xml': CARBON };
    const hosts = ({ stdout }: { stdout: string }) => new Set(stdout.match(/(?<=^ {4}host: )\S+/gm)).size;
    const separate = await command('import', '.', '--separate', { files });
    expect([hosts(await command('import', '.', { files })), hosts(separate)]).toEqual([1, 2]);
  });

  it('refuses a product and a profile that do not exist', async () => {
    const files = { 'am/carbon.xml': CARBON };
    const answers = [
      ['--product', 'nothing-of-the-kind'],
      ['--profile', 'nothing-of-the-kind'],
    ] as const;
    for (const answer of answers) expect((await command('import', 'am', ...answer, { files })).code).toBe(2);
    expect((await command('import', 'am', '--profile', 'gateway-worker', { files })).code).toBe(0);
  });

  it('ends in 2 where a part cannot be read, and says which', async () => {
    const files = { 'am/carbon.xml': CARBON };
    const { code, stdout, stderr } = await command('import', 'am', 'nowhere', { files });
    expect([code, stdout.includes('config: am'), stderr.includes('cannot read nowhere')]).toEqual([2, true, true]);
  });

  it('ends in 2 where the new file cannot be written', async () => {
    const { code, stderr } = await command('import', 'am', '--write', 'no/such/folder/plan.yaml', {
      files: { 'am/carbon.xml': CARBON },
    });
    expect([code, stderr.includes('no such file or directory')]).toEqual([2, true]);
  });

  it('has examples in its help', async () => {
    expect((await command('import', '--help')).stdout).toContain('Examples:');
  });
});

describe('symbolic links', () => {
  it('are followed inside the imported folder and refused where they leave it', () => {
    const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
    try {
      for (const folder of ['tree/real', 'outside']) mkdirSync(join(directory, folder), { recursive: true });
      writeFileSync(join(directory, 'tree/real/carbon.xml'), CARBON);
      writeFileSync(join(directory, 'outside/carbon.xml'), CARBON);
      symlinkSync('../outside', join(directory, 'tree/out'));
      symlinkSync('.', join(directory, 'tree/loop'));
      const tree = readTree(['tree'], directory);
      expect([tree.fragments.map(({ file }) => file), tree.refused.map(({ file }) => file)]).toEqual([
        ['tree/real/carbon.xml'],
        ['tree/out'],
      ]);
      expect(readTree(['tree'], directory, '.').fragments.map(({ file }) => file)).toEqual([
        'tree/out/carbon.xml',
        'tree/real/carbon.xml',
      ]);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
