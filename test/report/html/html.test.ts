import { describe, expect, it } from 'vitest';
import { AWKWARD, AWKWARD_TEXTS, awkwardReport } from '../../fixtures-report/awkward-report.js';
import { reporterOf } from '../reporter-of.js';

const style = { color: false, width: 0, textOf: (file: string) => AWKWARD_TEXTS.get(file) };
const page = (await reporterOf('html'))(awkwardReport, style);
const VOID = new Set(['meta', 'br']);

/** Elements left open, or closed out of turn. */
function unbalanced(text: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, close, name = ''] of text.replace(/^<!doctype html>/, '').matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
    if (VOID.has(name)) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) faults.push(name);
  }
  return [...faults, ...open];
}

describe('the html reporter', () => {
  it('closes every element that it opens, in turn', () => {
    expect(unbalanced(page)).toEqual([]);
  });

  it('lets no name open an element', () => {
    const elements = new Set([...page.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name));
    expect([...elements].sort()).toEqual([
      'a',
      'article',
      'b',
      'body',
      'br',
      'dd',
      'dl',
      'dt',
      'h1',
      'h2',
      'h3',
      'head',
      'header',
      'html',
      'li',
      'main',
      'mark',
      'meta',
      'p',
      'pre',
      'section',
      'span',
      'style',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'title',
      'tr',
      'ul',
    ]);
  });

  it('has no script and no handler, and forbids the browser to load anything', () => {
    expect(page).not.toMatch(/<script|<[^>]*\son[a-z]+=|<[^>]*\s(?:src|href)="(?!#)/i);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
  });

  it('shows names as they are written, escaped', () => {
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(page).toContain(AWKWARD.long);
  });

  it('links each finding to what its rule is about', () => {
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`);
  });

  it('shows the words that a finding is about within its line', () => {
    expect(page).toMatch(/<pre>\.\.\. +offset: <mark>5<\/mark> +\.\.\.<\/pre>/);
  });

  it('lists the ports of a host by number, and marks what is wrong', () => {
    const ports = [...page.matchAll(/<tr( class="alarm")?><td class="port">([^<]+)<\/td>/g)].map(([, alarm, port]) => [
      port,
      alarm !== undefined,
    ]);
    expect(ports).toEqual([
      ['443/tcp', false],
      ['9443/tcp', true],
      ['9443/tcp', true],
      ['9445/tcp', false],
    ]);
  });
});
