import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withEdits } from '../../src/fix/file-edits.js';
import { candidatesFor } from '../../src/fix/suggest/candidates.js';
import { sliceOf } from '../../src/fix/suggest/slice.js';
import type { Diagnosis } from '../../src/model/finding.js';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { evaluate } from '../../src/pipeline/evaluate.js';
import { catalogue, FILE, node, topology } from '../topology-builder.js';
import { anySite } from './arbitrary-site.js';
import { anyTopology } from './arbitrary-topology.js';

const KINDS: readonly (readonly [string, string, Partial<NodeFields>])[] = [
  ['wso2mi', '4.2.0', {}],
  ['wso2is', '7.0.0', {}],
  ['wso2am', '4.2.0', { profile: 'gateway-worker' }],
  ['wso2am', '4.2.0', { profile: 'control-plane', group: 'west' }],
  ['wso2am', '3.2.0', { profile: 'traffic-manager', group: 'west' }],
  ['wso2am-tm', '4.5.0', { group: 'west' }],
];

/** Nodes on hosts of their own, some of which play roles that others ask for or name a node. */
const surroundings = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...KINDS.slice(0, 1)) },
      { weight: 1, arbitrary: fc.constantFrom(...KINDS) },
    ),
    offset: fc.constantFrom(0, 0, 1, 'auto' as const),
    reference: fc.option(fc.constantFrom(9443, 9444, 9445), { freq: 5 }),
    dials: fc.option(fc.constantFrom('h0', 'x0', 'elsewhere.corp'), { freq: 5 }),
  }),
  { minLength: 8, maxLength: 16 },
);

/** A part that is mostly wrong within a plan that is mostly right. */
const plan = fc
  .tuple(fc.oneof(anySite, anyTopology), surroundings, fc.boolean())
  .map(([site, others, accepts]): TopologyDocument => {
    const nodes = others.map(({ kind: [product, version, fields], offset, reference, dials }, index) => {
      const isGateway = fields.profile === 'gateway-worker';
      return [
        `x${index}`,
        node(product, version, {
          ...fields,
          host: `x${index}`,
          offset,
          ...(reference && product === 'wso2is' ? { ports: { 'servlet-https': reference } } : {}),
          ...(dials && isGateway ? { links: { 'throttle-publish': { url: `tcp://${dials}:9611` } } } : {}),
        }),
      ] as const;
    });
    const entry = { rule: 'port-collision', host: 'h1', reason: 'never run together' };
    return topology(
      { ...site.nodes, ...Object.fromEntries(nodes) },
      { ...site, hosts: site.hosts, ignore: [...(site.ignore ?? []), ...(accepts ? [entry] : [])] },
    );
  });

it('what a change does to a part of a plan is what it does to the plan', () => {
  let tried = 0;
  fc.assert(
    fc.property(plan, (document) => {
      const reevaluate = (documents: Parameters<typeof evaluate>[0]) => evaluate(documents, catalogue, []);
      const whole = reevaluate([{ file: FILE, document }]);
      const slice = sliceOf(whole, reevaluate);
      if (!slice) return;
      const own = new Set(slice.diagnoses.map(textOf));
      const rest = whole.diagnoses.map(textOf).filter((text) => !own.has(text));
      for (const diagnosis of slice.diagnoses)
        for (const { edits } of [...candidatesFor(diagnosis, slice.deployment, { left: 10_000 })].slice(0, 2)) {
          tried += 1;
          const [inPart, inPlan] = [slice, whole].map((each) =>
            reevaluate(withEdits(each, edits)).diagnoses.map(textOf),
          );
          expect([...(inPart ?? []), ...rest].sort()).toEqual([...(inPlan ?? [])].sort());
        }
    }),
    { numRuns: 200 },
  );
  expect(tried).toBeGreaterThan(40);
});

function textOf({ rule, severity, text, fingerprint }: Diagnosis): string {
  return `${severity} ${rule} ${fingerprint} ${text}`;
}
