import { describe, expect, it } from 'vitest';
import { decode, utf8 } from '../../src/page/browser/decode.js';
import * as memory from '../../src/page/browser/fs.js';
import { changed } from '../../src/page/changed.js';
import { nameFor } from '../../src/page/names.js';
import { isName, packed, unpacked } from '../../src/page/share.js';
import { workbench } from '../../src/report/html/workbench.js';

describe('files in memory', () => {
  const place = () =>
    memory.placeFiles(
      new Map([
        ['a/b/c.txt', 'text'],
        ['d.txt', ''],
      ]),
    );
  const codeOf = (action: () => unknown) => {
    try {
      action();
    } catch (error) {
      return (error as { code?: string }).code;
    }
    return undefined;
  };

  it('have folders around them', () => {
    place();
    expect(
      memory
        .readdirSync(memory.FOLDER)
        .map((entry) => [entry.name, entry.isDirectory(), entry.isFile(), entry.isSymbolicLink()]),
    ).toEqual([
      ['a', true, false, false],
      ['d.txt', false, true, false],
    ]);
    expect(memory.readdirSync('/').map(({ name }) => name)).toEqual(['plan']);
    expect(memory.statSync('/plan/a/b/c.txt')?.size).toBe(4);
    expect(memory.existsSync('/plan/a/b')).toBe(true);
    expect(memory.realpathSync('/plan/a')).toBe('/plan/a');
    expect(memory.lstatSync('/plan/a')?.isDirectory()).toBe(true);
  });

  it('are read in parts', () => {
    place();
    const file = memory.openSync('/plan/a/b/c.txt');
    const buffer = new Uint8Array(3);
    expect(memory.fstatSync(file)?.size).toBe(4);
    expect([
      memory.readSync(file, buffer, 0, 3),
      memory.readSync(file, buffer, 0, 3),
      memory.readSync(file, buffer, 0, 3),
    ]).toEqual([3, 1, 0]);
    memory.closeSync(file);
    expect(codeOf(() => memory.readSync(file, buffer, 0, 3))).toBe('ENOENT');
    expect(codeOf(() => memory.fstatSync(file))).toBe('ENOENT');
  });

  it('are missed as the system says it', () => {
    place();
    const { openSync, readFileSync, realpathSync, statSync } = memory;
    for (const ask of [openSync, readFileSync, realpathSync, statSync])
      expect(codeOf(() => ask('/plan/x'))).toBe('ENOENT');
    expect(memory.statSync('/plan/x', { throwIfNoEntry: false })).toBeUndefined();
    expect(memory.existsSync('/plan/x')).toBe(false);
    expect(decode(new TextEncoder().encode('é'))).toEqual({ ok: true, text: 'é' });
    expect(decode(new Uint8Array([0xe9]))).toEqual({ ok: false, reason: 'the file is not UTF-8 text' });
    expect(utf8(new Uint8Array([0xc3, 0xa9]))).toBe('é');
  });
});

describe('changes of a text', () => {
  const at = (line: number, column: number) => ({ line, column });

  it('are made at their lines and columns, whatever ends a line', () => {
    const files = new Map([['x', 'ab\r\ncd\ref\ngh']]);
    const after = changed(files, [
      { file: 'x', range: { start: at(2, 2), end: at(2, 3) }, text: 'D' },
      { file: 'x', range: { start: at(1, 1), end: at(1, 1) }, text: '#' },
      { file: 'x', range: { start: at(4, 3), end: at(4, 3) }, text: '!' },
      { file: 'x', range: { start: at(9, 1), end: at(9, 1) }, text: '?' },
    ]);
    expect(after.get('x')).toBe('#ab\r\ncD\ref\ngh?!');
  });

  it('of a file that is new are its text', () => {
    expect(changed(new Map(), [{ file: 'x', range: { start: at(1, 1), end: at(1, 1) }, text: 'new' }]).get('x')).toBe(
      'new',
    );
  });
});

describe('the name of a pasted text', () => {
  it.each([
    ['version: 1\nhosts: {}\nnodes: {}\n', 'topology.yaml'],
    ['services:\n  am: {}\n', 'compose.yaml'],
    ['apiVersion: v1\nkind: Service\n', 'manifests.yaml'],
    ['# c\n[server]\noffset = 1\n', 'repository/conf/deployment.toml'],
    ['<?xml version="1.0"?><Server/>', 'repository/conf/carbon.xml'],
    ['wso2.carbon:\n  id: x\n', 'conf/deployment.yaml'],
    ['anything', 'topology.yaml'],
  ])('%j is called %s', (text, name) => {
    expect(nameFor(text)).toBe(name);
  });
});

describe('a link', () => {
  it('has the files in it, whatever their text, and nothing that an address has to escape', async () => {
    const files = new Map([
      ['a/b.yaml', 'größe 🚀\r\n\u0000'],
      ['c', ''],
    ]);
    const fragment = await packed(files);
    expect(fragment).toMatch(/^files=[\w-]+$/);
    expect(await unpacked(`#${fragment}`)).toEqual(files);
  });

  it('is short for a text that repeats itself', async () => {
    expect((await packed(new Map([['a', 'offset: 1\n'.repeat(1000)]]))).length).toBeLessThan(200);
  });

  const linkOf = async (data: unknown) => {
    const stream = new Blob([JSON.stringify(data)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    return `files=${Buffer.from(bytes).toString('base64url')}`;
  };

  it.each([
    ['no list', {}],
    ['a list of something else', [1]],
    ['a pair of three', [['a', 'b', 'c']]],
    ['a text that is none', [['a', 1]]],
    ['a name that leaves the folder', [['../a', 'b']]],
  ])('with %s has no files', async (_, data) => {
    expect(await unpacked(await linkOf(data))).toBeUndefined();
  });

  it('that unfolds to more than can be read, is cut off, or is none, has no files', async () => {
    expect(await unpacked(await linkOf([['a', ' '.repeat(17 * 1024 * 1024)]]))).toBeUndefined();
    expect(await unpacked((await packed(new Map([['a', 'b']]))).slice(0, -4))).toBeUndefined();
    expect(await unpacked('#top')).toBeUndefined();
    expect(await unpacked('')).toBeUndefined();
  });

  it.each(['', '/a', 'a/', 'a//b', './a', 'a/..', '..\\a', 'a\\..\\b', 'a\nb'])(
    'has no file of the name %j',
    (name) => {
      expect(isName(name)).toBe(false);
    },
  );
});

it('data in the page cannot end the element that it is in', () => {
  const text = workbench({ tool: { name: 't', version: '1' }, script: '', catalogue: { x: '</script><b>' } });
  expect(text).toContain('"\\u003c/script>\\u003cb>"');
});
