import { describe, expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { ALL_RULES, RULES, ruleById } from '../../src/rules/index.js';
import type { RuleInfo } from '../../src/rules/rule.js';
import { catalogue } from '../topology-builder.js';
import { exampleInputs } from './example-inputs.js';

/** The rules that a text breaks, one entry per finding. */
function broken(text: string, example: RuleInfo['example']): string[] {
  return check(exampleInputs(text, example), { catalogue }).findings.map(({ rule }) => rule);
}

describe.each(ALL_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, { example, severity, ...rule }) => {
  it('finds its bad example, once and nothing else', () => {
    expect(broken(example.bad, example)).toEqual([id]);
  });

  it('finds nothing in its good example', () => {
    expect(broken(example.good, example)).toEqual([]);
  });

  it('is found under its id', () => expect(ruleById(id)?.id).toBe(id));

  it('says what, why and what to do, and where that was read', () => {
    expect(severity).toMatch(/^(error|warning|info)$/);
    for (const text of [rule.summary, rule.why, rule.remedy]) expect(text.trim()).not.toBe('');
    expect(rule.sources.length).toBeGreaterThan(0);
  });

  it('has a summary in one line, without a full stop', () => {
    expect(rule.summary).toMatch(/^[^\n]+[^.\n]$/);
  });
});

it('rule ids are words joined by hyphens, and unique', () => {
  const ids = ALL_RULES.map(({ id }) => id);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

it('rules that look at a deployment are among all rules', () => {
  expect(ALL_RULES).toEqual(expect.arrayContaining([...RULES]));
});

it('an id that no rule has leads to none', () => expect(ruleById('no-such-rule')).toBeUndefined());
