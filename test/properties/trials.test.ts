import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withEdits } from '../../src/fix/file-edits.js';
import { candidatesFor } from '../../src/fix/suggest/candidates.js';
import { succeeding } from '../../src/fix/suggest/trials.js';
import type { Evaluation } from '../../src/model/evaluation.js';
import type { Edit } from '../../src/model/finding.js';
import { evaluate } from '../../src/pipeline/evaluate.js';
import { catalogue, FILE, node, topology } from '../topology-builder.js';
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
      const judge = (edits: readonly Edit[]) => reevaluate(withEdits(evaluation, edits)).diagnoses;
      const batched = succeeding(trials, evaluation, judge);
      together += count;
      count = 0;
      const single = trials.filter((trial) => succeeding([trial], evaluation, judge).size > 0);
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

/** Nodes that dial nothing, and gateways with what they dial. */
const QUIET = [['wso2mi', '4.2.0', undefined] as const, ['wso2is', '5.11.0', undefined] as const];
const DIALLING = [
  ...QUIET,
  ['wso2am', '4.2.0', 'gateway-worker'] as const,
  ['wso2am', '4.2.0', 'control-plane'] as const,
];

/**
 * Nodes of two machines, many at each, with accepted clashes, and with links between some of them in every second plan: of nodes that
 * others dial hardly any are tried together.
 */
const crowd = fc
  .record({
    nodes: fc.array(
      fc.record({
        kind: fc.constantFrom(...DIALLING),
        quiet: fc.constantFrom(...QUIET),
        host: fc.constantFrom('h0', 'h0', 'h0', 'h1'),
        offset: fc.oneof(
          { weight: 1, arbitrary: fc.nat(60) },
          { weight: 3, arbitrary: fc.constantFrom(0, 37, 100, 200, 300, 400, undefined) },
        ),
        dials: fc.option(fc.tuple(fc.constantFrom('h0', 'h1'), fc.nat(4))),
      }),
      { minLength: 4, maxLength: 16 },
    ),
    isQuiet: fc.boolean(),
    ignored: fc.option(fc.constantFrom('n0', 'n1', 'n2')),
    front: fc.boolean(),
  })
  .map(({ nodes, isQuiet, ignored, front }) =>
    topology(
      Object.fromEntries(
        nodes.map(({ kind, quiet, host, offset, dials }, index) => {
          const [product, version, profile] = isQuiet ? quiet : kind;
          const to = dials && profile === 'gateway-worker' ? `tcp://${dials[0]}:${9611 + dials[1]}` : undefined;
          return [
            `n${index}`,
            node(product, version, {
              host,
              ...(profile === undefined ? {} : { profile }),
              ...(offset === undefined ? {} : { offset }),
              ...(to === undefined ? {} : { links: { 'throttle-publish': { url: to } } }),
            }),
          ];
        }),
      ),
      {
        hosts: {
          h0: { occupied: [{ port: 8255, by: 'another program' }] },
          h1: front ? { forwards: [{ port: 8244, to: ['n0:passthrough-https'] }] } : {},
        },
        ...(ignored ? { ignore: [{ rule: 'port-collision', node: ignored, reason: 'never run together' }] } : {}),
      },
    ),
  );

it('moves on one machine that are tried together succeed where each of them does alone', () => {
  let together = 0;
  fc.assert(
    fc.property(crowd, (document) => {
      const evaluation = evaluate([{ file: FILE, document }], catalogue, []);
      const trials = evaluation.diagnoses.flatMap((diagnosis) =>
        [...candidatesFor(diagnosis, evaluation.deployment, { left: 10_000 })].map((candidate) => ({
          diagnosis,
          candidate,
        })),
      );
      const most = Math.max(...trials.map(({ candidate: { edits } }) => edits.length));
      const judge = (edits: readonly Edit[]) => {
        if (edits.length > most) together += 1;
        return evaluate(withEdits(evaluation, edits), catalogue, []).diagnoses;
      };
      const batched = succeeding(trials, evaluation, judge);
      const single = trials.filter((trial) => succeeding([trial], evaluation, judge).size > 0);
      expect(trials.filter((trial) => batched.has(trial))).toEqual(single);
    }),
    { numRuns: 60 },
  );
  // Of changes that are tried together in vain, each half is tried again, so that a crowd may cost as many evaluations as its changes.
  expect(together).toBeGreaterThan(5);
});
