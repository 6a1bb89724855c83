import { expect, it } from 'vitest';
import { candidatesFor } from '../../../src/fix/suggest/candidates.js';
import { succeeding } from '../../../src/fix/suggest/trials.js';
import type { Diagnosis, Edit } from '../../../src/model/finding.js';
import { evaluate } from '../../../src/pipeline/evaluate.js';
import { catalogue, FILE, node, topology } from '../../topology-builder.js';

const mi = (offset: number) => node('wso2mi', '4.2.0', { offset });

/** Three pairs that clash on one machine, each with the first change that may help. */
function threePairs() {
  const pairs = topology({ a: mi(0), b: mi(0), c: mi(100), d: mi(100), e: mi(200), f: mi(200) });
  const evaluation = evaluate([{ file: FILE, document: pairs }], catalogue, []);
  const trials = evaluation.diagnoses.flatMap((diagnosis) =>
    [...candidatesFor(diagnosis, evaluation.deployment, { left: 1000 })]
      .slice(0, 1)
      .map((candidate) => ({ diagnosis, candidate })),
  );
  return { evaluation, trials };
}

/** A finding that was not there before. */
const added = (nodes: readonly string[]) =>
  ({
    severity: 'error',
    fingerprint: `new ${nodes.join(' ')}`,
    subject: { nodes, listeners: [] },
  }) as unknown as Diagnosis;

/** What succeeds, and how many changes were tried together each time. */
function run(judge: (edits: readonly Edit[]) => readonly Diagnosis[] | undefined) {
  const { evaluation, trials } = threePairs();
  const sizes: number[] = [];
  const succeeded = succeeding(trials, evaluation, (edits) => {
    sizes.push(edits.length);
    return judge(edits);
  });
  return { sizes, succeeded: trials.map((trial) => succeeded.has(trial)) };
}

it('changes of one machine that give up and take other ports are tried at once', () => {
  expect(run(() => [])).toEqual({ sizes: [3], succeeded: [true, true, true] });
});

it('a new finding is held against the change whose node it names', () => {
  expect(run(() => [added(['d'])])).toEqual({ sizes: [3], succeeded: [true, false, true] });
});

it.each([
  ['none of the changes', []],
  ['several of them', ['d', 'f']],
])('a new finding that names %s is looked for in halves of them', (_, nodes) => {
  const isLast = (edits: readonly Edit[]) => edits.some(({ path }) => path[1] === 'f');
  expect(run((edits) => (isLast(edits) ? [added(nodes)] : []))).toEqual({
    sizes: [3, 1, 2, 1, 1],
    succeeded: [true, true, false],
  });
});

it('what is not tried any more has failed', () => {
  expect(run(() => undefined)).toEqual({ sizes: [3], succeeded: [false, false, false] });
});
