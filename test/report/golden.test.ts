import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wellFormed } from '../../src/report/markup.js';
import { FORMATS } from '../../src/report/registry.js';
import { AWKWARD_TEXTS, awkwardReport } from '../fixtures-report/awkward-report.js';
import { reporterOf } from './reporter-of.js';

const EXTENSIONS: Readonly<Record<string, string>> = {
  text: 'txt',
  compact: 'txt',
  json: 'json',
  sarif: 'json',
  junit: 'xml',
  rdjson: 'json',
  github: 'txt',
  gitlab: 'json',
  markdown: 'md',
  html: 'html',
};

/** What rules say of themselves is not the reporter's; without it a golden stays as it is when a rule is added or reworded. */
const RULE_TEXTS: Readonly<Record<string, (text: string) => string>> = {
  sarif: (text) =>
    text.replace(/"rules": \[\n[\s\S]*?\n {10}\]/, '"rules": []').replace(/^ +"ruleIndex": \d+,\n/gm, ''),
  junit: (text) => text.replace(/^ *<testcase [^>]*\/>\n/gm, '').replace(/ tests="\d+"/g, ''),
  html: (text) =>
    text
      .replace(/<dl>[\s\S]*<\/dl>/, '<dl></dl>')
      .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>')
      .replaceAll(/'sha256-[^']+'/g, "'sha256-'"),
};

const style = { color: false, width: 0, textOf: (file: string) => AWKWARD_TEXTS.get(file) };
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

describe.each(FORMATS)('the %s reporter, given the most awkward names', (format) => {
  const golden = new URL(`../golden/awkward-${format}.${EXTENSIONS[format]}`, import.meta.url);

  it('writes what it wrote before (UPDATE_GOLDEN=1 accepts a change)', async () => {
    const report = (await reporterOf(format))(awkwardReport, style);
    const text = wellFormed(RULE_TEXTS[format]?.(report) ?? report);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  it('lets no character through that a terminal or a browser would obey', async () => {
    expect((await reporterOf(format))(awkwardReport, style)).not.toMatch(OBEYED);
  });

  it('writes equal bytes for equal input, and a line end after the last line', async () => {
    const reporter = await reporterOf(format);
    expect(reporter(awkwardReport, style)).toBe(reporter(structuredClone(awkwardReport), style));
    expect(reporter(awkwardReport, style).endsWith('\n')).toBe(true);
  });

  it('has a form for a report without findings', async () => {
    const counts = { errors: 0, warnings: 0, infos: 0, ignored: 0, baselined: 0 };
    const clean = { ...awkwardReport, summary: { ...awkwardReport.summary, ...counts }, findings: [], suppressed: [] };
    const reporter = await reporterOf(format);
    expect(reporter(clean, style)).not.toContain('is taken by');
  });
});
