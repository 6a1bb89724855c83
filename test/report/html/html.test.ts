import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AWKWARD, AWKWARD_TEXTS, awkwardReport } from '../../fixtures-report/awkward-report.js';
import { reporterOf } from '../reporter-of.js';

const style = { color: false, width: 0, textOf: (file: string) => AWKWARD_TEXTS.get(file) };
const page = (await reporterOf('html'))(awkwardReport, style);
/** What the page shows, without what makes it look and work. */
const shown = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
const VOID = new Set(['meta', 'br']);
/** Elements of pictures that close themselves. */
const EMPTY = /<(circle|path|rect)\b[^>]*\/>/g;

/** Elements left open, or closed out of turn. */
function unbalanced(text: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, close, name = ''] of text
    .replace(/^<!doctype html>/, '')
    .replace(EMPTY, '')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
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
      'circle',
      'code',
      'dd',
      'desc',
      'details',
      'div',
      'dl',
      'dt',
      'g',
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
      'path',
      'pre',
      'script',
      'section',
      'span',
      'style',
      'summary',
      'svg',
      'table',
      'tbody',
      'td',
      'text',
      'th',
      'thead',
      'title',
      'tr',
      'ul',
    ]);
  });

  it('has no handler, and forbids the browser to load anything and to run another script or style', () => {
    expect(shown).not.toMatch(/<script|<style|<[^>]*\s(?:on[a-z]+|style)=|<[^>]*\s(?:src|href)="(?!#)/i);
    const hashes = [...page.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)].map(
      ([, name, text = '']) => `${name}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    );
    expect(page).toContain(`content="default-src 'none'; ${hashes.join('; ')}; base-uri 'none'; form-action 'none'"`);
  });

  it('has the gravest findings first', () => {
    const severities = [...page.matchAll(/<article class="finding (\w+)">/g)].map(([, severity]) => severity);
    expect(severities).toEqual(['error', 'error', 'warning', 'warning', 'info']);
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

  it('lists the ports of a host by number, those that are wrong first', () => {
    const ports = [...page.matchAll(/<tr( class="alarm")?><td class="port">([^<]+)<\/td>/g)].map(([, alarm, port]) => [
      port,
      alarm !== undefined,
    ]);
    expect(ports).toEqual([
      ['9443/tcp', true],
      ['9443/tcp', true],
      ['443/tcp', false],
      ['9445/tcp', false],
    ]);
  });
});
