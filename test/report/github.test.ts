import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.js';
import { github } from '../../src/report/github.js';
import { AWKWARD, awkwardReport } from '../fixtures-report/awkward-report.js';

const style = { color: false, width: 0, textOf: () => undefined };
const [first] = awkwardReport.findings;

function annotation(changes: Partial<Finding>): string {
  return github({ ...awkwardReport, findings: first ? [{ ...first, notes: [], fixes: [], ...changes }] : [] }, style);
}

describe('the github reporter', () => {
  it('writes one command on one line for each finding, whatever names hold', () => {
    const lines = github(awkwardReport, style).trimEnd().split('\n');
    expect(lines).toHaveLength(awkwardReport.findings.length);
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning|notice) file=[^:]*,line=\d+,endLine=\d+[^:]*,title=[a-z-]+::/);
  });

  it.each([
    ['error', '::error '],
    ['warning', '::warning '],
    ['info', '::notice '],
  ] as const)('makes an %s a command %s', (severity, command) => {
    expect(annotation({ severity }).startsWith(command)).toBe(true);
  });

  it('names the last column of the place, not the one behind it', () => {
    expect(
      annotation({ file: 'a.yaml', range: { start: { line: 3, column: 7 }, end: { line: 3, column: 10 } } }),
    ).toContain('file=a.yaml,line=3,endLine=3,col=7,endColumn=9,');
  });

  it('leaves columns out where the place spans lines, as they would have no meaning', () => {
    expect(annotation({ range: { start: { line: 3, column: 7 }, end: { line: 5, column: 2 } } })).not.toContain('col=');
  });

  it('escapes what separates properties', () => {
    expect(annotation({ file: 'a,b:c%.yaml' })).toContain('file=a%2Cb%3Ac%25.yaml,');
  });

  it('escapes what ends a message, and keeps the rest', () => {
    expect(annotation({ message: AWKWARD.percent }).trimEnd().endsWith('::100%2525 %250A %25s')).toBe(true);
  });

  it('joins notes and fixes to the message as further lines', () => {
    expect(
      annotation({ message: 'm', notes: ['why'] })
        .trimEnd()
        .endsWith('::m%0Awhy'),
    ).toBe(true);
  });
});
