import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../src/model/deployment.js';
import type { Problem, ProblemOf } from '../../src/model/finding.js';
import { defineEarlyRule, defineRule } from '../../src/rules/rule.js';

type Taken = { readonly one: { readonly port: number }; readonly many: { readonly ports: readonly number[] } };

const facts = {
  id: 'taken',
  severity: 'error',
  summary: 'a port is taken',
  why: 'only one process can have it',
  remedy: 'choose another one',
  example: { bad: 'a', good: 'b' },
  sources: ['a page'],
} as const;
const place = { at: { file: 'a.yaml', path: [], label: '' }, related: [], subject: { nodes: [], listeners: [] } };
const messages = {
  one: ({ port }: Taken['one']) => `port ${port}`,
  many: ({ ports }: Taken['many']) => `${ports.length} ports`,
};
const nothing: Deployment = {
  files: [],
  hosts: [],
  nodes: [],
  listeners: [],
  links: [],
  dials: [],
  probes: [],
  ownUrls: [],
};

describe('a rule', () => {
  const rule = () =>
    defineRule<Taken>({
      ...facts,
      messages,
      check: () => [{ message: 'many', data: { ports: [1, 2] }, ...place }],
      fixes: function* (problem) {
        const port = problem.message === 'one' ? problem.data.port : problem.data.ports[0];
        yield { title: `move ${port}`, edits: [], configuration: [] };
      },
    });

  it('turns the data of its problems into their message', () => {
    expect([...rule().check(nothing)].map((problem) => rule().text(problem))).toEqual(['2 ports']);
  });

  it('reads back the data of its own problems', () => {
    const [problem] = [...rule().check(nothing)];
    expect([...(problem ? (rule().fixes?.(problem, nothing) ?? []) : [])].map(({ title }) => title)).toEqual([
      'move 1',
    ]);
  });

  it('does not invent a message that it does not have', () => {
    const foreign: Problem = { message: 'none', data: {}, ...place };
    expect(() => rule().text(foreign)).toThrow('the rule taken has no message none');
  });
});

describe('a rule of problems that other stages find', () => {
  it('puts its id to them', () => {
    const rule = defineEarlyRule<Taken>({ ...facts, phase: 'read', messages });
    const problem: ProblemOf<Taken> = { message: 'one', data: { port: 1 }, ...place };
    expect(rule.attribute([problem])).toEqual([{ rule: 'taken', problem }]);
  });
});

describe('the compiler refuses', () => {
  it('a misspelt message id, in a problem and in the list of messages', () => {
    // @ts-expect-error: there is no message `oen`.
    const misspelt: ProblemOf<Taken> = { message: 'oen', data: { port: 1 }, ...place };
    const { many } = messages;
    const rule = defineRule<Taken>({
      ...facts,
      // @ts-expect-error: the message `one` is missing.
      messages: { oen: () => '', many },
      check: () => [],
    });
    expect(() => rule.text(misspelt)).not.toThrow();
  });

  it('data of another message, misspelt data, and missing data', () => {
    const problems: readonly ProblemOf<Taken>[] = [
      // @ts-expect-error: the data of `many` has `ports`.
      { message: 'many', data: { port: 1 }, ...place },
      // @ts-expect-error: `prot` is misspelt.
      { message: 'one', data: { port: 1, prot: 2 }, ...place },
      // @ts-expect-error: `port` is missing.
      { message: 'one', data: {}, ...place },
    ];
    expect(problems).toHaveLength(3);
  });

  it('a problem of a check that is not typed', () => {
    const rule = defineRule<Taken>({
      ...facts,
      messages,
      // @ts-expect-error: a port is a number.
      check: function* () {
        yield { message: 'one', data: { port: '1' }, ...place };
      },
    });
    expect([...rule.check(nothing)]).toHaveLength(1);
  });

  it('a message that reads data which it does not have', () => {
    const rule = defineRule<Taken>({
      ...facts,
      // @ts-expect-error: `one` has no `ports`.
      messages: { ...messages, one: ({ ports }) => `${ports}` },
      check: () => [],
    });
    expect(rule.text({ message: 'one', data: { port: 1 }, ...place })).toBe('undefined');
  });
});
