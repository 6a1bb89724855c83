import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Walk, type WalkOptions } from '../../src/files/walk.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wso2-topology-walk-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
}

function ignoring(file: string, rules: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), rules);
}

/** Names of the files that are found below some paths, of those left out, and why others were refused. */
function walked(paths: readonly string[], options: Partial<WalkOptions> = {}) {
  const walk = new Walk({ directory: folder, wanted: (file) => file.endsWith('.xml'), ...options });
  for (const path of paths) walk.add(join(folder, path));
  const { files, refused, ignored } = walk.result();
  return { files: files.map(({ file }) => file), refused: refused.map(({ file, reason }) => [file, reason]), ignored };
}

describe('a tree', () => {
  it('has the wanted files in the order of their names', () => {
    write('b.xml', 'a/c.xml', 'a/readme.md');
    expect(walked(['.'])).toEqual({ files: ['a/c.xml', 'b.xml'], refused: [], ignored: [] });
  });

  it('leaves out what a .gitignore names, and lists it', () => {
    write('a.xml', 'build/b.xml', 'build/deep/c.xml', 'build/readme.md', 'build/node_modules/d.xml', 'old.xml');
    ignoring('.gitignore', 'build/\nold.xml\n');
    expect(walked(['.'])).toEqual({
      files: ['a.xml'],
      refused: [],
      ignored: ['build/b.xml', 'build/deep/c.xml', 'old.xml'],
    });
  });

  it('has what a .gitignore names where it is asked for by name', () => {
    write('build/b.xml');
    ignoring('.gitignore', 'build/\n');
    expect(walked(['.', 'build'])).toEqual({ files: ['build/b.xml'], refused: [], ignored: [] });
  });

  it('takes rules back in a folder further down', () => {
    write('conf/a.xml', 'conf/b.xml');
    ignoring('.gitignore', '*.xml\n');
    ignoring('conf/.gitignore', '!a.xml\n');
    expect(walked(['.']).files).toEqual(['conf/a.xml']);
  });

  it('is read without a .gitignore that is no text', () => {
    write('a.xml');
    ignoring('.gitignore', new Uint8Array([0xff, 0xfe, 0x61]));
    expect(walked(['.']).files).toEqual(['a.xml']);
  });

  it('does not obey a .gitignore that takes too long, is too long, no file, or a link out of the root, and says so', () => {
    const reasons = (options: Partial<WalkOptions> = {}) => {
      const { files, refused } = walked(['.'], options);
      return [files, ...refused.map(([, reason]) => reason?.replace(/;.*/, ''))];
    };
    write('a.xml', 'b.xml');
    ignoring('.gitignore', 'b.xml\n');
    expect(reasons({ maxSteps: 3 })).toEqual([['a.xml', 'b.xml'], 'its .gitignore files take too long']);
    ignoring('.gitignore', `b.xml\n${'#'.repeat(262_144)}`);
    expect(reasons()).toEqual([['a.xml', 'b.xml'], 'it is longer than 262144 bytes']);
    rmSync(join(folder, '.gitignore'));
    mkdirSync(join(folder, '.gitignore'));
    expect(reasons()).toEqual([['a.xml', 'b.xml'], 'it is a directory']);
    rmSync(join(folder, '.gitignore'), { recursive: true });
    symlinkSync('/etc/passwd', join(folder, '.gitignore'));
    expect(reasons()).toEqual([['a.xml', 'b.xml'], 'it leads out of the root folder']);
  });

  it('has neither links to nothing nor links that a .gitignore names', () => {
    write('a.xml');
    symlinkSync('nowhere', join(folder, 'gone.xml'));
    symlinkSync('a.xml', join(folder, 'old.xml'));
    ignoring('.gitignore', 'old.xml\n');
    expect(walked(['.'])).toEqual({ files: ['a.xml'], refused: [], ignored: [] });
  });

  it('is looked at up to a number of names', () => {
    write('a.xml', 'b.xml', 'c/d.xml', 'c/e.xml');
    ignoring('.gitignore', 'c/\n');
    expect(walked(['.'], { maxEntries: 3 })).toMatchObject({ refused: [['.', 'the tree has more than 3 files']] });
  });

  it('has what its root allows', () => {
    write('in/a.xml', 'out/b.xml');
    symlinkSync(join(folder, 'out'), join(folder, 'in/link'));
    expect(walked(['in']).refused).toEqual([['in/link', expect.stringContaining('out of')]]);
    expect(walked(['in'], { root: folder }).files).toEqual(['in/a.xml', 'in/link/b.xml']);
  });
});

describe('a path', () => {
  it('that is neither a file nor a folder is refused, where it is named and where its name is one that is read', () => {
    write('a.xml');
    expect(spawnSync('mkfifo', [join(folder, 'pipe.xml')]).status).toBe(0);
    expect(walked(['pipe.xml']).refused).toEqual([['pipe.xml', 'only regular files are read']]);
    const refused = [['pipe.xml', 'only regular files are read']];
    expect(walked(['.'])).toEqual({ files: ['a.xml'], refused, ignored: [] });
  });

  it('that does not exist is refused, and passed over where it is optional', () => {
    expect(walked(['gone.xml']).refused).toEqual([['gone.xml', 'no such file or directory']]);
    const walk = new Walk({ directory: folder, wanted: () => true });
    walk.add(join(folder, 'gone.xml'), { optional: true });
    expect(walk.result()).toEqual({ files: [], refused: [], ignored: [] });
  });

  it('of any name is taken where it is named', () => {
    write('notes.txt');
    expect(walked(['notes.txt']).files).toEqual(['notes.txt']);
  });
});

it('folders are followed down to a depth, and what is deeper is refused once', () => {
  const deep = Array.from({ length: 42 }, () => 'd').join('/');
  write(`${deep}/a.xml`, 'd/b.xml');
  const { files, refused } = walked(['.', 'gone.xml', 'gone.xml']);
  expect(files).toEqual(['d/b.xml']);
  expect(refused.map(([file]) => file)).toEqual([Array.from({ length: 41 }, () => 'd').join('/'), 'gone.xml']);
});
