import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown.js';
import { awkwardReport } from '../fixtures-report/awkward-report.js';

const style = { color: false, width: 0, textOf: () => undefined };
const text = () => markdown(awkwardReport, style);

describe('the markdown reporter', () => {
  it('has one row of four cells for each finding, whatever names hold', () => {
    const rows = text()
      .split('\n')
      .filter((line) => /^\| (❌|⚠️|ℹ️)/.test(line));
    expect(rows.map((row) => row.replaceAll('\\|', '').split('|').length - 2)).toEqual(
      awkwardReport.findings.map(() => 4),
    );
  });

  it('lets no HTML through but its own', () => {
    expect(
      [...text().matchAll(/<[^>]*>/g)]
        .map(([tag]) => tag.replace(/\s.*/, ''))
        .filter((tag) => !['<br>', '<details>', '</details>', '<summary>', '</summary>'].includes(tag)),
    ).toEqual([]);
  });

  it('tells why findings are accepted', () => {
    expect(text()).toContain('<summary>2 accepted findings</summary>');
  });
});
