import { describe, expect, it } from 'vitest';
import type { Input } from '../src/model/input.js';
import { check } from '../src/pipeline/check.js';
import { ALL_RULES } from '../src/rules/index.js';
import { inputOf, FIXTURES as names, textOf } from './fixture-inputs.js';
import { catalogue } from './topology-builder.js';

/** `line: rule`, sorted. */
function expected(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rules = /# expect: (.+)$/.exec(line)?.[1]?.split(',') ?? [];
    return rules.map((rule) => `${index + 1}: ${rule.trim()}`);
  });
}

function found(input: Input): string[] {
  return check([input], { catalogue }).findings.map(({ rule, range }) => `${range.start.line}: ${rule}`);
}

function filesOf({ configurations }: Input): string[] {
  const fragments = [...(configurations?.values() ?? [])].flatMap((tree) => tree.fragments);
  return [...new Set(fragments.map(({ file }) => file))];
}

describe('a fixture has the findings that it marks, and no other', () => {
  it.each(names)('%s', (name) => {
    const input = inputOf(name);
    expect(found(input).sort()).toEqual([name, ...filesOf(input)].flatMap((file) => expected(textOf(file))).sort());
  });
});

describe('every rule has a fixture that fires and one that is silent', () => {
  const marked = () => {
    const files = new Set(names.flatMap((name) => [name, ...filesOf(inputOf(name))]));
    return new Set(
      [...files]
        .flatMap(textOf)
        .flatMap(expected)
        .map((entry) => entry.replace(/^\d+: /, '')),
    );
  };
  // What is said of files without a topology, or of several topologies, is in none that fires: examples.test.ts shows it.
  const alone = ALL_RULES.filter(({ example: { tree, beside } }) => tree === undefined && beside === undefined);

  it('and no marker names a rule that does not exist', () => {
    const rules = marked();
    expect(alone.filter(({ id }) => !rules.has(id))).toEqual([]);
    expect([...rules].filter((rule) => !ALL_RULES.some(({ id }) => id === rule))).toEqual([]);
  });

  it.each(alone.map(({ id }) => id))('%s', (id) => {
    expect(names).toContain(`${id}-silent.yaml`);
    expect(expected(textOf(`${id}-silent.yaml`))).toEqual([]);
  });
});

it('what looks wrong but is fine is never marked', () => {
  const fine = names.filter((name) => name.startsWith('looks-wrong-but-fine/'));
  expect(fine.length).toBeGreaterThan(10);
  expect(fine.flatMap((name) => expected(textOf(name)))).toEqual([]);
});
