import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Finding, ReportedFix } from '../../src/model/report.js';
import { sarif } from '../../src/report/sarif.js';
import { ALL_RULES } from '../../src/rules/index.js';
import { awkwardReport } from '../fixtures-report/awkward-report.js';
import schema from '../schemas/sarif-2.1.0.schema.json' with { type: 'json' };

const style = { color: false, width: 0, textOf: () => undefined };
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
const run = () => JSON.parse(sarif(awkwardReport, style)).runs[0];

describe('the sarif reporter', () => {
  it('obeys the official schema of SARIF 2.1.0', () => {
    const validate = ajv.compile(schema);
    validate(JSON.parse(sarif(awkwardReport, style)));
    expect(validate.errors).toBeNull();
  });

  it('obeys the schema when there is nothing to report', () => {
    const validate = ajv.compile(schema);
    validate(JSON.parse(sarif({ ...awkwardReport, findings: [], suppressed: [], deployments: [] }, style)));
    expect(validate.errors).toBeNull();
  });

  it('describes every rule with help, and points at it by number', () => {
    const { tool, results } = run();
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(ALL_RULES.map(({ id }) => id));
    expect(
      tool.driver.rules.every(
        ({ help }: { help: { text: string; markdown: string } }) =>
          help.text !== '' && help.markdown.includes('```yaml'),
      ),
    ).toBe(true);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it('counts lines and columns from 1, in UTF-16 code units, with the end excluded', () => {
    const { columnKind, results } = run();
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results[0].locations[0].physicalLocation.region).toEqual({
      startLine: 5,
      startColumn: 13,
      endLine: 5,
      endColumn: 14,
    });
  });

  it('names files by relative URIs that decode to the file', () => {
    const { results } = run();
    const { uri } = results[0].locations[0].physicalLocation.artifactLocation;
    expect(decodeURIComponent(uri)).toBe(awkwardReport.findings[0]?.file);
    expect(new URL(uri, 'file:///checkout/').protocol).toBe('file:');
  });

  it('tells the places that are involved', () => {
    const { results } = run();
    expect(results[0].relatedLocations).toHaveLength(2);
  });

  it('offers the fixes that replace text, and leaves an insertion to the words', () => {
    const { results } = run();
    const titles = results[0].fixes.map(({ description }: { description: { text: string } }) => description.text);
    expect(titles).toHaveLength(2);
    expect(results[0].fixes[0].artifactChanges[0].replacements).toEqual([
      { deletedRegion: { startLine: 6, startColumn: 409, endLine: 6, endColumn: 410 }, insertedContent: { text: '3' } },
    ]);
    expect(results[0].message.text).toContain('fix 2: =cmd');
  });

  it('inserts with a region of length zero, where the text of the file is known', () => {
    const [{ file = '' } = {}] = awkwardReport.findings;
    const at = { line: 7, column: 1 };
    const editsOf = ({ edits }: ReportedFix) =>
      edits.some(({ range }) => range)
        ? undefined
        : [{ file, range: { start: at, end: at }, text: '    port: 10402\n' }];
    const log = JSON.parse(sarif(awkwardReport, { ...style, editsOf }));
    ajv.compile(schema)(log);
    const [first] = log.runs[0].results;
    expect(first.fixes).toHaveLength(3);
    expect(first.fixes[1].artifactChanges[0].replacements).toEqual([
      {
        deletedRegion: { startLine: 7, startColumn: 1, endLine: 7, endColumn: 1 },
        insertedContent: { text: '    port: 10402\n' },
      },
    ]);
  });

  it('carries the fingerprint where code scanning looks for it', () => {
    const { results } = run();
    expect(results[0].partialFingerprints.primaryLocationLineHash).toBe('0123456789abcdef:1');
  });

  it('reports accepted findings as suppressed, with the reason', () => {
    const { results } = run();
    const accepted = results.filter(({ suppressions }: { suppressions?: unknown }) => suppressions);
    expect(
      accepted.map(
        ({ suppressions }: { suppressions: readonly { kind: string; status: string }[] }) => suppressions[0],
      ),
    ).toMatchObject([
      { kind: 'inSource', status: 'accepted' },
      { kind: 'external', status: 'accepted' },
    ]);
  });

  it.each([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note'],
  ] as const)('calls an %s %s', (severity, level) => {
    const [first] = awkwardReport.findings;
    const findings: readonly Finding[] = first ? [{ ...first, severity }] : [];
    expect(JSON.parse(sarif({ ...awkwardReport, findings, suppressed: [] }, style)).runs[0].results[0].level).toBe(
      level,
    );
  });

  it('lets no name become a placeholder or a link', () => {
    const { results } = run();
    expect(results[0].message.text).toContain('port {{0}} of {{host}} \\[text](1)');
  });
});
