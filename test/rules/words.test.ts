import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../src/model/input.js';
import type { Finding } from '../../src/model/report.js';
import { check } from '../../src/pipeline/check.js';
import { ALL_RULES } from '../../src/rules/index.js';
import { FIXTURES, inputOf } from '../fixture-inputs.js';
import { catalogue } from '../topology-builder.js';
import { exampleInputs } from './example-inputs.js';

const GOLDEN = new URL('../golden/findings.txt', import.meta.url);

/** What a person reads of a finding, what programs read, and the fingerprint by which baselines know it. */
function wordsOf({ rule, severity, message, fingerprint, range, label, data, ...finding }: Finding): string {
  const { start, end } = range;
  const lines = [
    `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule} ${fingerprint}`,
    `  ${message}`,
    `  data: ${JSON.stringify(data)}`,
    `  here: ${label}`,
    ...finding.related.map((place) => `  ${place.range.start.line}:${place.range.start.column}: ${place.label}`),
    ...finding.notes.map((note) => `  note: ${note}`),
    ...finding.fixes.flatMap(({ title, lines: each = [], edits, configuration }) => [
      `  fix: ${title}`,
      ...each.map((line) => `    ${line}`),
      ...edits.map(({ path, from, to }) => `    ${path}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`),
      ...configuration.map((change) => `    in the files of ${JSON.stringify(change)}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function sectionOf(name: string, inputs: readonly Input[]): string {
  return `## ${name}\n${check(inputs, { catalogue }).findings.map(wordsOf).join('')}\n`;
}

const CASES: readonly (readonly [string, () => readonly Input[]])[] = [
  ...FIXTURES.map((name) => [name, () => [inputOf(name)]] as const),
  ...ALL_RULES.map(({ id, example }) => [`example of ${id}`, () => exampleInputs(example.bad, example)] as const),
];

const updates = process.env.UPDATE_GOLDEN !== undefined;

describe('findings say what they said before, and baselines know them', () => {
  it.runIf(updates)('(UPDATE_GOLDEN=1 accepts a change)', () => {
    writeFileSync(GOLDEN, CASES.map(([name, inputs]) => sectionOf(name, inputs())).join(''));
  });

  it.skipIf(updates).each(CASES)('%s', (name, inputs) => {
    expect(readFileSync(GOLDEN, 'utf8')).toContain(sectionOf(name, inputs()));
  });
});
