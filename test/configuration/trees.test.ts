import { describe, expect, it } from 'vitest';
import { expectedOf, importedOutcomeOf, outcomeOf, TREES, withoutHostNames } from './trees.js';

describe('a tree of configuration files is read as its expected.yaml says', () => {
  it.each(TREES)('%s', async (tree) => {
    const expected = expectedOf(tree);
    const { exit = 0, unread = [], nodes, findings = {} } = expected;
    const outcome = { exit, unread, nodes: withoutHostNames(nodes), findings };
    expect(await outcomeOf(tree, expected)).toEqual(outcome);
  });
});

describe.each([
  ['points at its files', false],
  ['holds their values', true],
])('a topology of a tree that %s says the same', (_, inline) => {
  it.each(TREES.filter((tree) => !expectedOf(tree).alternatives))('%s', async (tree) => {
    const expected = expectedOf(tree);
    const { nodes, findings = {} } = expected;
    const outcome = { nodes: withoutHostNames(nodes), findings };
    expect(await importedOutcomeOf(tree, expected, inline)).toEqual(outcome);
  });
});
