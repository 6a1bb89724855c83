import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRepository } from '../../src/discovery/repository.js';

const CARBON = '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

function read(...paths: readonly string[]) {
  const { fragments, refused, ignored } = readRepository(paths.length > 0 ? paths : ['.'], folder);
  return { files: fragments.map(({ file }) => file), refused, ignored };
}

describe('a repository', () => {
  it('is read in the order of its names, without the folders of tools and builds', () => {
    write({
      'b/carbon.xml': CARBON,
      'a/carbon.xml': CARBON,
      'node_modules/x/carbon.xml': CARBON,
      'target/carbon.xml': CARBON,
      '.git/carbon.xml': CARBON,
      'readme.md': 'no configuration',
    });
    expect(read()).toEqual({ files: ['a/carbon.xml', 'b/carbon.xml'], refused: [], ignored: [] });
  });

  it('leaves out what a .gitignore names, nearer ones first, and says what it left out', () => {
    write({
      '.gitignore': 'out/\n*.bak.xml\n',
      'out/carbon.xml': CARBON,
      'kept/.gitignore': '!out/\n',
      'kept/out/carbon.xml': CARBON,
    });
    expect(read()).toMatchObject({ files: ['kept/out/carbon.xml'], ignored: ['out/carbon.xml'] });
    expect(read('out').files).toEqual(['out/carbon.xml']);
  });

  it('holds what a compose file mounts, even where a .gitignore names it', () => {
    write({
      '.gitignore': 'generated/\n',
      'compose.yaml': 'services:\n  am:\n    image: wso2/wso2am:4.2.0\n    volumes: ["./generated/am:/conf"]\n',
      'generated/am/deployment.toml': '[server]\noffset = 1\n',
      'generated/other/deployment.toml': '[server]\noffset = 2\n',
    });
    expect(read()).toMatchObject({
      files: ['compose.yaml', 'generated/am/deployment.toml'],
      ignored: ['generated/other/deployment.toml'],
    });
  });

  it('holds what a Dockerfile copies, even where a .gitignore names it', () => {
    write({
      '.gitignore': 'generated/\n',
      Dockerfile:
        'FROM wso2/wso2am:4.2.0\nCOPY --chown=a:b generated/am /conf\nCOPY --from=builder generated/other /x\n',
      'generated/am/deployment.toml': '[server]\noffset = 1\n',
      'generated/other/deployment.toml': '[server]\noffset = 2\n',
    });
    expect(read().files).toContain('generated/am/deployment.toml');
    expect(read().files).not.toContain('generated/other/deployment.toml');
  });

  it('is finite where links lead in a circle, and stops at links that leave it', () => {
    write({ 'tree/a/carbon.xml': CARBON, 'outside/carbon.xml': CARBON });
    symlinkSync('.', join(folder, 'tree/loop'));
    symlinkSync('../outside', join(folder, 'tree/out'));
    symlinkSync('nothing', join(folder, 'tree/dangling.xml'));
    expect(read('tree')).toMatchObject({ files: ['tree/a/carbon.xml'], refused: [{ file: 'tree/out' }] });
    expect(readRepository(['tree'], folder, '.').fragments).toHaveLength(2);
  });

  it.skipIf(process.platform === 'win32')('passes over pipes', () => {
    write({ 'a/carbon.xml': CARBON });
    execFileSync('mkfifo', [join(folder, 'a/deployment.toml')]);
    expect(read().files).toEqual(['a/carbon.xml']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says which folders cannot be listed', () => {
    write({ 'a/carbon.xml': CARBON, 'shut/carbon.xml': CARBON });
    chmodSync(join(folder, 'shut'), 0);
    expect(read()).toMatchObject({ files: ['a/carbon.xml'], refused: [{ file: 'shut' }] });
    chmodSync(join(folder, 'shut'), 0o700);
  });

  it('says where a path is not there', () => {
    expect(read('nowhere').refused).toMatchObject([{ file: 'nowhere' }]);
  });

  it('reads a file that is long only up to a limit', () => {
    write({ 'a/carbon.xml': `${CARBON}<!-- ${'x'.repeat(5_000_000)} -->`, 'b/carbon.xml': CARBON });
    expect(read()).toMatchObject({ files: ['b/carbon.xml'], refused: [{ file: 'a/carbon.xml' }] });
  });
});

describe('a tree of packs', () => {
  it('is known by names: nothing is opened that no format could have, however long it is', () => {
    write({ 'wso2am-4.2.0/repository/conf/carbon.xml': CARBON });
    const plugins = join(folder, 'wso2am-4.2.0/repository/components/plugins');
    mkdirSync(plugins, { recursive: true });
    for (let number = 0; number < 50; number++) {
      writeFileSync(join(plugins, `org.wso2.${number}.jar`), '');
      truncateSync(join(plugins, `org.wso2.${number}.jar`), 200 * 1024 * 1024);
    }
    // Opening a pipe that nobody writes to would wait without end.
    execFileSync('mkfifo', [join(plugins, 'waiting.jar')]);
    expect(read()).toEqual({
      files: ['wso2am-4.2.0/repository/conf/carbon.xml'],
      refused: [],
      ignored: [],
    });
  });
});
