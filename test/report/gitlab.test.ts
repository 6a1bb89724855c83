import { describe, expect, it } from 'vitest';
import { gitlab } from '../../src/report/gitlab.js';
import { awkwardReport } from '../fixtures-report/awkward-report.js';

const style = { color: false, width: 0, textOf: () => undefined };
const issues = () => JSON.parse(gitlab(awkwardReport, style));

describe('the gitlab reporter', () => {
  it('has the required keys of Code Quality in every issue', () => {
    for (const issue of issues())
      expect(issue).toEqual({
        description: expect.any(String),
        check_name: expect.any(String),
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.any(String), lines: { begin: expect.any(Number), end: expect.any(Number) } },
      });
  });

  it('gives every issue a fingerprint of its own, although findings of two files share theirs', () => {
    expect(new Set(issues().map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(
      awkwardReport.findings.length,
    );
  });

  it('keeps the fingerprint of an issue whose line moved', () => {
    const moved = awkwardReport.findings.map((finding) => ({
      ...finding,
      range: { start: { line: 99, column: 1 }, end: { line: 99, column: 2 } },
    }));
    const again = JSON.parse(gitlab({ ...awkwardReport, findings: moved }, style));
    expect(again.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).toEqual(
      issues().map(({ fingerprint }: { fingerprint: string }) => fingerprint),
    );
  });

  it('is an empty list where nothing was found', () => {
    expect(gitlab({ ...awkwardReport, findings: [] }, style)).toBe('[]\n');
  });
});
