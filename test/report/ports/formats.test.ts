import { describe, expect, it } from 'vitest';
import type { PortList } from '../../../src/report/ports/list.js';
import { portReporterOf } from '../../../src/report/ports/registry.js';
import type { PortRow } from '../../../src/report/ports/rows.js';
import { growth } from '../../cpu-time.js';

const LOOK = { color: false, width: 0 };

const row = (changes: Partial<PortRow>): PortRow => ({
  host: 'h',
  port: 9443,
  protocol: 'tcp',
  bind: '*',
  node: 'n',
  listener: 'l',
  transport: 't',
  derivation: '9443',
  dialledBy: [],
  status: 'ok',
  rivals: [],
  ...changes,
});

const list = (rows: readonly PortRow[]): PortList => ({
  by: 'host',
  brief: false,
  deployments: [{ file: 'x.yaml', hosts: [], nodes: [], rows, links: [] }],
  report: { tool: { name: 'tool', version: '0' } } as PortList['report'],
});

async function shown(format: 'table' | 'csv' | 'markdown' | 'html', rows: readonly PortRow[], look = LOOK) {
  const reporter = await portReporterOf(format);
  return reporter(list(rows), look);
}

describe('csv of ports', () => {
  it('has one line per row, ended by CR LF', async () => {
    expect(await shown('csv', [row({})])).toBe(
      'host,port,protocol,bind,node,listener,transport,derivation,dialled by,status\r\nh,9443,tcp,*,n,l,t,9443,,ok\r\n',
    );
  });

  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'a"b', '"a""b"'],
    ['a line break', 'a\nb', 'a\\x0ab'],
    ['an escape sequence', '\u001b[31m', '\\x1b[31m'],
    ['a formula', '=cmd', "'=cmd"],
    ['a sum', '+1+1', "'+1+1"],
    ['a difference', '-1+1', "'-1+1"],
    ['a reference', '@A1', "'@A1"],
    ['a formula behind a tab', '\t=cmd', "' =cmd"],
    ['a full-width formula', '\uff1dcmd', "'\uff1dcmd"],
    ['a formula with a comma', '=a,b', `"'=a,b"`],
  ])('keeps %s from breaking it', async (_, text, field) => {
    expect(await shown('csv', [row({ transport: text })])).toContain(`,l,${field},9443,`);
  });

  it('leaves a negative number a number', async () => {
    expect(await shown('csv', [row({ port: -7, status: 'out-of-range' })])).toContain('h,-7,tcp');
  });

  it('keeps the status a word of its closed set', async () => {
    expect(await shown('csv', [row({ status: 'collision', rivals: ['x'] })])).toMatch(/,collision\r\n$/);
  });

  it('separates those who dial by semicolons', async () => {
    expect(await shown('csv', [row({ dialledBy: ['a (x)', 'b (y)'] })])).toContain(',a (x); b (y),ok');
  });
});

describe('markdown of ports', () => {
  it.each([
    ['a cell end', 'a|b', 'a\\|b'],
    ['code', '`a`', '\\`a\\`'],
    ['HTML', '<b>&', '&lt;b&gt;&amp;'],
    ['a line break', 'a\nb', 'a\\\\x0ab'],
    ['a link', '[a](b)', '\\[a\\](b)'],
    ['emphasis', '*a* _b_', '\\*a\\* \\_b\\_'],
  ])('shows %s as text', async (_, text, cell) => {
    expect(await shown('markdown', [row({ transport: text })])).toContain(`| l | ${cell} | 9443 |`);
  });

  it('sets a clash off', async () => {
    expect(await shown('markdown', [row({ status: 'collision', rivals: ['x'] })])).toContain(
      '| **collision with x** |',
    );
  });
});

describe('html of ports', () => {
  it('is one file that shows text of files as text', async () => {
    const page = await shown('html', [row({ transport: '<script>\u001b[31m' })]);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('&lt;script&gt;\\x1b[31m</span></td>');
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it('sets a clash off', async () => {
    expect(await shown('html', [row({ status: 'collision', rivals: ['x'] })])).toContain('<tr class="alarm">');
  });
});

describe('table of ports', () => {
  it('shows escape sequences, and does not obey them', async () => {
    expect(await shown('table', [row({ transport: '\u001b[2J\u202e' })])).toContain('\\x1b[2J\\u202e');
  });

  it('groups those who dial by node where there is little room', async () => {
    const text = await shown('table', [row({ dialledBy: ['a (x)', 'a (y)', 'b (z)'] })], { color: false, width: 85 });
    expect(text).toContain('a (x, y), b (z)');
  });

  it('leaves out columns that say nothing where there is little room', async () => {
    expect(await shown('table', [row({})], { color: false, width: 70 })).not.toContain('dialled by');
  });

  it('takes wide characters for two columns', async () => {
    const text = await shown('table', [row({ transport: '漢字' }), row({ transport: 'abcd', listener: 'm' })]);
    const [, , wide = '', plain = ''] = text.split('\n');
    expect(wide.indexOf('9443', 20) + 2).toBe(plain.indexOf('9443', 20));
  });

  it('draws many rows as fast as few', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => row({ port: index + 1 }));
    expect((await shown('table', rows)).split('\n')).toHaveLength(5003);
    expect(await growth((size) => shown('table', rows.slice(0, size)), 1250)).toBeLessThan(8);
  });
});
