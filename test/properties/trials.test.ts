import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candidatesFor } from '../../src/fix/suggest/candidates.js';
import { succeeding } from '../../src/fix/suggest/trials.js';
import type { Evaluation } from '../../src/model/evaluation.js';
import { evaluate } from '../../src/pipeline/evaluate.js';
import { catalogue, FILE } from '../topology-builder.js';
import { anyTopology } from './arbitrary-topology.js';

it('changes that are tried together succeed where each of them does alone, in fewer evaluations', () => {
  let [together, alone] = [0, 0];
  fc.assert(
    fc.property(fc.tuple(anyTopology, anyTopology), ([first, second]) => {
      // Two deployments that know nothing of each other, in one file.
      const named = (prefix: string, part: Readonly<Record<string, unknown>> | undefined) =>
        Object.fromEntries(Object.entries(part ?? {}).map(([id, value]) => [`${prefix}${id}`, value]));
      const moved = (prefix: string, { nodes }: typeof first) =>
        Object.fromEntries(
          Object.entries(nodes).map(([id, { links: _, ...node }]) => [
            `${prefix}${id}`,
            { ...node, host: `${prefix}${node.host}`, group: prefix },
          ]),
        );
      const hosts = (prefix: string, document: typeof first) =>
        Object.fromEntries(
          Object.entries(named(prefix, document.hosts)).map(([id, host]) => {
            const { on, forwards: _, addresses: _addresses, ...rest } = (host ?? {}) as Record<string, unknown>;
            return [id, on === undefined ? rest : { ...rest, on: `${prefix}${on}` }];
          }),
        );
      const document = {
        version: 1 as const,
        hosts: { ...hosts('a-', first), ...hosts('b-', second) },
        nodes: { ...moved('a-', first), ...moved('b-', second) },
      } as typeof first;
      let count = 0;
      const reevaluate = (documents: Evaluation['documents']) => {
        count += 1;
        return evaluate(documents, catalogue, []);
      };
      const evaluation = reevaluate([{ file: FILE, document }]);
      const trials = evaluation.diagnoses.flatMap((diagnosis) =>
        [...candidatesFor(diagnosis, evaluation.deployment, { left: 10_000 })]
          .slice(0, 1)
          .map((candidate) => ({ diagnosis, candidate })),
      );
      count = 0;
      const batched = succeeding(trials, evaluation, reevaluate, () => true);
      together += count;
      count = 0;
      const single = trials.filter((trial) => succeeding([trial], evaluation, reevaluate, () => true).size > 0);
      alone += count;
      expect([...batched].map(({ candidate }) => candidate.title).sort()).toEqual(
        single.map(({ candidate }) => candidate.title).sort(),
      );
    }),
    { numRuns: 60 },
  );
  expect(alone).toBeGreaterThan(20);
  expect(together).toBeLessThan(alone);
});
