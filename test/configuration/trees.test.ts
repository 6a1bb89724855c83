import { describe, expect, it } from 'vitest';
import { expectedOf, outcomeOf, TREES, withoutHostNames } from './trees.js';

describe('a tree of configuration files is read as its expected.yaml says', () => {
  it.each(TREES)('%s', async (tree) => {
    const { exit = 0, unread = [], nodes, findings = {}, ...expected } = expectedOf(tree);
    const outcome = await outcomeOf(tree, { ...expected, unread, nodes, findings });
    expect({ ...outcome, nodes: withoutHostNames(outcome.nodes) }).toEqual({
      exit,
      unread,
      nodes: withoutHostNames(nodes),
      findings,
    });
  });
});
