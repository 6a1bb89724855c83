import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTree } from '../../src/configuration/tree.js';

const CARBON = '<Server><ServerKey>AM</ServerKey></Server>';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wso2-topology-tree-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text = CARBON): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** The files that were read and the paths that were not, with the reasons. */
function read(...paths: readonly string[]) {
  const { fragments, refused } = readTree(paths, folder);
  return {
    files: fragments.map(({ file }) => file),
    refused: refused.map(({ file, reason }) => `${file}: ${reason}`),
  };
}

describe('a tree', () => {
  it('is read in the order of its names, each file once', () => {
    for (const name of ['b', 'a/x', 'a/b']) write(`${name}/carbon.xml`);
    expect(read('.', 'a', 'b/carbon.xml')).toEqual({
      files: ['a/b/carbon.xml', 'a/x/carbon.xml', 'b/carbon.xml'],
      refused: [],
    });
  });

  it.each(['node_modules', '.git', '.svn'])('is read without %s', (name) => {
    write(`${name}/carbon.xml`);
    expect(read('.')).toEqual({ files: [], refused: [] });
  });

  it('is read where a link in it leads nowhere', () => {
    write('carbon.xml');
    symlinkSync(join(folder, 'gone'), join(folder, 'link.xml'));
    expect(read('.')).toEqual({ files: ['carbon.xml'], refused: [] });
  });

  it('is read once where a link leads back into it', () => {
    write('am/carbon.xml');
    symlinkSync(folder, join(folder, 'am/loop'));
    expect(read('.')).toEqual({ files: ['am/carbon.xml'], refused: [] });
  });

  it('is named by a dot where the folder itself cannot be read as asked', () => {
    expect(readTree([join(folder, 'nowhere')], join(folder, 'nowhere')).refused.map(({ file }) => file)).toEqual(['.']);
  });

  it('is read as deep as folders of people are', () => {
    write(`${'d/'.repeat(40)}carbon.xml`);
    write(`${'e/'.repeat(41)}carbon.xml`);
    const { files, refused } = read('.');
    expect(files).toEqual([`${'d/'.repeat(40)}carbon.xml`]);
    expect(refused).toEqual([`${'e/'.repeat(40)}e: folders are nested more than 40 levels deep`]);
  });
});

describe('a path is refused with the reason', () => {
  it.each([
    ['a file that does not exist', 'gone.xml', 'no such file or directory'],
    ['a part that is no folder', 'carbon.xml/x', 'a part of the path is not a directory'],
    ['a name that is too long', 'x'.repeat(300), 'the name is too long'],
  ])('%s', (_, path, reason) => {
    write('carbon.xml');
    expect(read(path)).toEqual({ files: [], refused: [`${path}: ${reason}`] });
  });

  it('a link that leads to itself', () => {
    symlinkSync(join(folder, 'loop.xml'), join(folder, 'loop.xml'));
    expect(read('loop.xml').refused).toEqual(['loop.xml: too many symbolic links']);
  });

  it('a link that leads out of the folder', () => {
    write('inside/a.txt');
    write('outside/carbon.xml');
    symlinkSync(join(folder, 'outside'), join(folder, 'inside/link'));
    expect(read('inside').refused).toEqual([expect.stringContaining('inside/link: it leads out of the root folder')]);
  });

  it('a file that is too long', () => {
    write('carbon.xml');
    truncateSync(join(folder, 'carbon.xml'), 4 * 1024 * 1024 + 1);
    expect(read('.').refused).toEqual(['carbon.xml: it is longer than 4194304 bytes']);
  });
});

it('what a topology asks for by name is read whatever a .gitignore leaves out', () => {
  write('conf/carbon.xml');
  write('conf/.gitignore', '*.xml\n');
  expect(read('conf')).toEqual({ files: ['conf/carbon.xml'], refused: [] });
});
