import { describe, expect, it } from 'vitest';
import { compact } from '../../src/report/compact.js';
import { FORMATS } from '../../src/report/registry.js';
import { awkwardReport } from '../fixtures-report/awkward-report.js';

const style = { color: false, width: 0, textOf: () => undefined };
const [first] = awkwardReport.findings;
const line = (file: string) =>
  compact({ ...awkwardReport, findings: first ? [{ ...first, file, message: 'm' }] : [] }, style);

describe('the compact reporter', () => {
  it('writes the place, the severity, the message and the rule on one line', () => {
    expect(line('a.yaml')).toBe('a.yaml:5:13: error m [port-collision]\n');
  });

  it('lets no file name begin a command of GitHub Actions', () => {
    expect(line('::stop-commands::x')).toBe('./::stop-commands::x:5:13: error m [port-collision]\n');
    expect(line(' ::x').startsWith('./')).toBe(true);
  });
});

describe.each(FORMATS.filter((format) => format !== 'github'))('the %s reporter', (format) => {
  it('begins no line with a command of GitHub Actions, although names do', async () => {
    const { reporterOf } = await import('../../src/report/registry.js');
    const names = awkwardReport.findings.map((finding) => ({
      ...finding,
      file: '::error::x',
      message: '::error::x',
      label: '::error::x',
      notes: ['::error::x'],
    }));
    const suppressed = names.map((finding) => ({ ...finding, reason: '::error::x', by: 'ignore' as const }));
    const report = (await reporterOf(format))({ ...awkwardReport, findings: names, suppressed }, style);
    expect(report.split('\n').filter((text) => /^\s*::(?!:)/.test(text))).toEqual([]);
  });
});
