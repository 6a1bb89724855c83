import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/page/engine.js';
import { EXAMPLE } from '../../src/page/example.js';
import { zipOf } from '../../src/page/zip.js';

// As the bundle has it: the readers of files read the tree in memory.
vi.mock('node:fs', () => import('../../src/page/browser/fs.js'));
vi.mock('../../src/files/packaged.js', async () => {
  const { readFileSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
  const folder = new URL('../../src/generated/catalogue/', import.meta.url);
  return { readPackaged: (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) };
});

const PLAN = new Map([['topology.yaml', EXAMPLE]]);

describe('the engine of the page', () => {
  it('answers with data that can go to another thread', async () => {
    const shown = await new Engine().check(PLAN);
    expect(structuredClone(shown)).toEqual(shown);
    expect(shown.isChecked).toBe(true);
    expect(shown.findings.map(({ rule }) => rule)).toEqual(['link-mismatch', 'port-collision', 'manual-edit']);
    expect(shown.writable.slice(0, 2)).toEqual([[true], [true]]);
    expect(shown.downloads[0]).toEqual({ title: 'Report', name: 'report.html' });
  });

  it('applies a fix of what was checked last, and makes its downloads', async () => {
    const engine = new Engine();
    expect([engine.applied(0, 0), engine.text(0)]).toEqual([undefined, undefined]);
    await engine.check(PLAN);
    expect(engine.applied(0, 0)?.get('topology.yaml')).toBe(EXAMPLE.replace('9611', '9612'));
    expect(engine.applied(0, 7)).toBeUndefined();
    expect(engine.applied(70, 0)).toBeUndefined();
    expect(engine.text(0)).toContain('<!doctype html>');
    expect(engine.text(70)).toBeUndefined();
    expect((await engine.corrected(PLAN)).summary).toBe('2 values changed');
  });

  it('has nothing to make of a folder in which nothing could be checked', async () => {
    const engine = new Engine();
    await engine.check(PLAN);
    const shown = await engine.check(new Map([['README.md', '# about']]));
    expect(shown).toMatchObject({ isChecked: false, findings: [], writable: [], downloads: [] });
    expect([engine.applied(0, 0), engine.text(0)]).toEqual([undefined, undefined]);
  });
});

it('an archive has the files in their folders', () => {
  const files = unzipSync(zipOf(new Map([['a/b.toml', 'x = "\u00e9"\n']])));
  expect(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ['a/b.toml', 'x = "\u00e9"\n'],
  ]);
});
