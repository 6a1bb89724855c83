import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../src/rules/index.js';
import { run } from '../src/run.js';
import { catalogue } from './topology-builder.js';

/** Whole topologies; `# expect: rule-id, rule-id` stands on each line that findings point at. No marker, no finding. */
const DIRECTORY = new URL('fixtures/', import.meta.url);

const names = readdirSync(DIRECTORY, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.yaml'))
  .sort();

function textOf(name: string): string {
  return readFileSync(new URL(name, DIRECTORY), 'utf8');
}

/** `line: rule`, sorted. */
function expected(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rules = /# expect: (.+)$/.exec(line)?.[1]?.split(',') ?? [];
    return rules.map((rule) => `${index + 1}: ${rule.trim()}`);
  });
}

function found(file: string, text: string): string[] {
  return run([{ file, text }], { catalogue }).findings.map(({ rule, range }) => `${range.start.line}: ${rule}`);
}

describe('a fixture has the findings that it marks, and no other', () => {
  it.each(names)('%s', (name) => {
    const text = textOf(name);
    expect(found(name, text).sort()).toEqual(expected(text).sort());
  });
});

describe('every rule has a fixture that fires and one that is silent', () => {
  const marked = new Set(names.flatMap((name) => expected(textOf(name)).map((entry) => entry.replace(/^\d+: /, ''))));

  it.each(ALL_RULES.map(({ id }) => id))('%s', (id) => {
    expect(marked).toContain(id);
    expect(names).toContain(`${id}-silent.yaml`);
    expect(expected(textOf(`${id}-silent.yaml`))).toEqual([]);
  });

  it('and no marker names a rule that does not exist', () => {
    const ids = ALL_RULES.map(({ id }) => id);
    expect([...marked].filter((rule) => !ids.includes(rule))).toEqual([]);
  });
});

it('what looks wrong but is fine is never marked', () => {
  const fine = names.filter((name) => name.startsWith('looks-wrong-but-fine/'));
  expect(fine.length).toBeGreaterThan(10);
  expect(fine.flatMap((name) => expected(textOf(name)))).toEqual([]);
});
