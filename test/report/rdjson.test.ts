import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { ReportedFix, TextChange } from '../../src/model/report.js';
import { rdjson } from '../../src/report/rdjson.js';
import { awkwardReport } from '../fixtures-report/awkward-report.js';
import schema from '../schemas/reviewdog-rdf.schema.json' with { type: 'json' };

const style = { color: false, width: 0, textOf: () => undefined };
const { $schema: _, ...draft } = schema;

describe('the rdjson reporter', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(draft);

  it('obeys the schema of reviewdog, also when there is nothing to report', () => {
    for (const report of [awkwardReport, { ...awkwardReport, findings: [] }]) {
      validate(JSON.parse(rdjson(report, style)));
      expect(validate.errors).toBeNull();
    }
  });

  it('has a rule, a severity and a place in every diagnostic', () => {
    for (const diagnostic of JSON.parse(rdjson(awkwardReport, style)).diagnostics)
      expect(diagnostic).toMatchObject({
        code: { value: expect.any(String) },
        severity: expect.stringMatching(/^(ERROR|WARNING|INFO)$/),
        location: { path: expect.any(String), range: { start: { line: expect.any(Number) } } },
      });
  });

  it('suggests fixes that are one edit of the same file', () => {
    const [{ suggestions }] = JSON.parse(rdjson(awkwardReport, style)).diagnostics;
    expect(suggestions).toEqual([
      { range: { start: { line: 6, column: 409 }, end: { line: 6, column: 410 } }, text: '3' },
    ]);
  });

  it('suggests insertions, where the text of the file is known', () => {
    const [{ file = '' } = {}] = awkwardReport.findings;
    const at = { line: 7, column: 1 };
    const editsOf = ({ edits }: ReportedFix): readonly TextChange[] | undefined =>
      edits.some(({ range }) => range) ? undefined : [{ file, range: { start: at, end: at }, text: '    offset: 1\n' }];
    const [{ suggestions }] = JSON.parse(rdjson(awkwardReport, { ...style, editsOf })).diagnostics;
    expect(suggestions).toContainEqual({ range: { start: at, end: at }, text: '    offset: 1\n' });
  });

  it('counts columns in bytes of UTF-8', () => {
    const [finding] = awkwardReport.findings;
    if (!finding) throw new Error('the report has findings');
    const range = { start: { line: 1, column: 4 }, end: { line: 1, column: 5 } };
    const report = { ...awkwardReport, findings: [{ ...finding, range, related: [], fixes: [] }] };
    const [{ location }] = JSON.parse(rdjson(report, { ...style, textOf: () => 'a𐐀bc' })).diagnostics;
    expect(location.range).toEqual({ start: { line: 1, column: 6 }, end: { line: 1, column: 7 } });
  });
});
