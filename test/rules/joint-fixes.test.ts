import { expect, it } from 'vitest';
import { jointFixes } from '../../src/rules/joint-fixes.js';

const change = (node: string, at: string, to: unknown) => ({
  title: `set offset of ${node} to ${to}`,
  edits: [{ file: 'plan.yaml', path: ['nodes', at, 'offset'], to }],
  configuration: [{ node, file: 'carbon.xml', setting: 'Offset', to: Number(to) }],
});
const forward = (node: string, to: string) => ({
  node,
  candidates: [
    {
      title: `add forward to ${to}`,
      edits: [{ file: 'plan.yaml', path: ['hosts', 'lb', 'forwards', 0], to: { port: 443, to: [`${to}:https`] } }],
      configuration: [],
    },
  ],
});
const jointly = (...nodes: Parameters<typeof jointFixes>[0]) =>
  [...jointFixes(nodes)].map(({ title, lines, edits }) => ({ title, lines, places: edits.map(({ path }) => path[1]) }));

it('the same change of several nodes is made once, and names them', () => {
  const alike = (node: string) => ({ node, candidates: [change(node, 'a', 1)] });
  expect(jointly(alike('a'), alike('b'))).toEqual([{ title: 'set offset of a and b to 1', places: ['a'] }]);
});

it('one change of something else that clears it for all of them is made once, as it is', () => {
  expect(jointly(forward('a', 'a'), forward('b', 'a'))).toEqual([{ title: 'add forward to a', places: ['lb'] }]);
});

it('of changes of something else that contradict each other each is tried by itself', () => {
  expect(jointly(forward('a', 'a'), forward('b', 'b'))).toEqual([
    { title: 'add forward to a', places: ['lb'] },
    { title: 'add forward to b', places: ['lb'] },
  ]);
});

it('different changes of several nodes are one fix with a line for each', () => {
  const own = (node: string, to: number) => ({ node, candidates: [change(node, node, to)] });
  expect(jointly(own('a', 1), own('b', 2))).toEqual([
    { title: 'set 2 values', lines: ['set offset of a to 1', 'set offset of b to 2'], places: ['a', 'b'] },
  ]);
});

it('changes that give one place two values are none, and the next ones are taken', () => {
  const two = (node: string, to: number) => ({ node, candidates: [change(node, 'a', to), change(node, node, 5)] });
  expect(jointly(two('a', 1), two('b', 2))).toEqual([{ title: 'set offset of a and b to 5', places: ['a', 'b'] }]);
});

it('what one of the nodes has no change for has none', () => {
  expect(jointly({ node: 'a', candidates: [change('a', 'a', 1)] }, { node: 'b', candidates: [] })).toEqual([]);
});
