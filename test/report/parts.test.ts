import { describe, expect, it } from 'vitest';
import type { Fixed } from '../../src/model/correction.js';
import { diff } from '../../src/report/fix/diff.js';
import { json } from '../../src/report/fix/json.js';
import { list, summary } from '../../src/report/fix/summary.js';
import { csv } from '../../src/report/page/csv.js';
import { FORMATS, type FormatName, reporterOf } from '../../src/report/registry.js';

describe('the formats of a check', () => {
  it('can all be loaded', async () => {
    const reporters = await Promise.all(FORMATS.map(reporterOf));
    expect(reporters.map((reporter) => typeof reporter)).toEqual(FORMATS.map(() => 'function'));
  });

  it.each(['pdf', 'toString', ''])('are no others: %j is refused', async (name) => {
    // A caller without types may pass any name.
    await expect(reporterOf(name as FormatName)).rejects.toThrow(RangeError);
  });
});

it('a page without a table has no lines of csv', () => {
  expect(csv({ sections: [{ title: 'nothing', text: ['none'] }] }, { color: false, width: 0 })).toBe('');
});

describe('the diff of a file of a product', () => {
  const file = (before: string, after: string) => ({ file: 'a.toml', before, after, product: true as const });

  it('does not show lines with secrets', () => {
    const shown = diff([file('password = "old"\nport = 1\n', 'password = "new"\nport = 2\n')], false);
    expect(shown).not.toMatch(/old|new/);
    expect(shown).toContain('-port = 1\n');
    expect(shown).toContain('+port = 2\n');
  });

  it('does not show credentials of addresses', () => {
    const shown = diff([file('url = "tcp://me:word@am:1"\n', 'url = "tcp://me:word@am:2"\n')], false);
    expect(shown).not.toContain('word');
    expect(shown).toContain('@am:2');
  });

  it('shows every line of a topology, as it is the plan of its author', () => {
    expect(diff([{ file: 'plan.yaml', before: 'token: 1\n', after: 'token: 2' }], false)).toContain(
      '-token: 1\n+token: 2\n\\ No newline',
    );
  });

  it('is empty where nothing changes', () => expect(diff([file('a\n', 'a\n')], true)).toBe(''));
});

describe('a correction', () => {
  const edit = { file: 'a.yaml', path: ['nodes', 'a', 'offset'], to: 1 };
  const decision = {
    ...{ subject: 'a', title: 'offset -> 1', edits: [edit], clears: [], follows: [], reason: 'else b clashes' },
    configuration: [{ node: 'a', file: 'deployment.toml', setting: 'server.offset', to: 1 }],
  };
  const fixed = (changes: Partial<Fixed>): Fixed => ({
    ...{ files: [], edits: [edit], decisions: [decision], changedNodes: ['a'], optimal: true, unresolved: [] },
    ...changes,
  });

  it('has the old value of what was written, and none of what was not', () => {
    const { edits } = JSON.parse(json(fixed({ edits: [edit, { ...edit, from: 0 }] })));
    expect(edits).toEqual([
      { file: 'a.yaml', path: '/nodes/a/offset', to: 1 },
      { file: 'a.yaml', path: '/nodes/a/offset', from: 0, to: 1 },
    ]);
  });

  it('lists changes that are kept, and no other', () => {
    expect(list(fixed({}))).toBe('a.yaml: a: offset -> 1\n');
    expect(list(fixed({ edits: [] }))).toBe('');
  });

  it('has a line for what is configured, one for the reason and one for the total', () => {
    expect(summary(fixed({}), false).trim().split('\n')).toHaveLength(4);
    expect(
      summary(fixed({ optimal: false }), false)
        .trim()
        .split('\n'),
    ).toHaveLength(5);
    expect(
      summary(fixed({ edits: [], decisions: [] }), false)
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });
});
