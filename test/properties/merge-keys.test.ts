import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { check, checkWithEvaluations } from '../../src/pipeline/check.js';
import { fix } from '../../src/pipeline/fix.js';
import { catalogue } from '../topology-builder.js';
import { anyTopology, withEntry } from './arbitrary-topology.js';

/** A plan whose nodes are all like the first one, each with a few keys of its own; as data, and as text with merge keys. */
interface Likenesses {
  readonly document: TopologyDocument;
  readonly text: string;
}

const likenesses: fc.Arbitrary<Likenesses> = fc
  .tuple(anyTopology, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }))
  .map(([document, keeps]) => {
    const [first, ...others] = Object.entries(document.nodes);
    const base = first?.[1] ?? { host: '' };
    let nodes: Readonly<Record<string, NodeFields>> = withEntry({}, first?.[0] ?? 'a', base);
    const lines = [`  ${JSON.stringify(first?.[0])}: &base ${JSON.stringify(base)}`];
    for (const [index, [id, { host, offset }]] of others.entries()) {
      const own = { host, ...(keeps[index] && offset !== undefined ? { offset } : {}) };
      nodes = withEntry(nodes, id, { ...base, ...own });
      lines.push(`  ${JSON.stringify(id)}: { <<: *base, ${JSON.stringify(own).slice(1, -1)} }`);
    }
    const text = `version: 1\nhosts: ${JSON.stringify(document.hosts)}\nnodes:\n${lines.join('\n')}\n`;
    return { document: { version: 1, hosts: document.hosts, nodes }, text };
  });

/** What is found of each node, however many nodes a finding is about. */
function told(text: string): readonly string[] {
  const { evaluations } = checkWithEvaluations([{ file: 'a.yaml', text }], { catalogue, suggestions: false });
  const found = evaluations.flatMap(({ diagnoses }) =>
    diagnoses.flatMap((each) => each.parts?.map(({ diagnosis }) => diagnosis) ?? [each]),
  );
  const ofNodes = found.flatMap(({ rule, severity, subject: { nodes } }) =>
    nodes.map((id) => `${severity} ${rule} ${id}`),
  );
  return [...new Set(ofNodes)].sort();
}

it('merge keys change nothing that is found of a node', () => {
  fc.assert(
    fc.property(likenesses, ({ document, text }) => {
      expect(told(text)).toEqual(told(JSON.stringify(document)));
    }),
    { numRuns: 100 },
  );
});

it('what merge keys share is found once', () => {
  let shared = 0;
  fc.assert(
    fc.property(likenesses, ({ text }) => {
      const { findings } = check([{ file: 'a.yaml', text }], { catalogue, suggestions: false });
      const joined = findings.filter(({ sharedBy }) => sharedBy);
      shared += joined.length;
      const places = joined.map(({ rule, file, range, message }) => JSON.stringify([rule, file, range, message]));
      expect(new Set(places).size).toBe(places.length);
    }),
    { numRuns: 60 },
  );
  expect(shared).toBeGreaterThan(10);
});

function forwardsIn({ hosts }: TopologyDocument): number {
  return Object.values(hosts).flatMap((host) => host?.forwards ?? []).length;
}

it('fix gives nodes the same values, whether they are written out or merged, unless a value of several is left as it is', () => {
  let changed = 0;
  const fixed = (text: string) => {
    const { files, unresolved } = fix([{ file: 'a.yaml', text }], { catalogue });
    const after = files[0]?.after ?? '';
    if (after !== text) changed += 1;
    return { data: parse(after, { merge: true, maxAliasCount: -1 }), unresolved };
  };
  fc.assert(
    fc.property(likenesses, ({ document, text }) => {
      const { data, unresolved } = fixed(text);
      fc.pre(!unresolved.some(({ sharedBy }) => sharedBy));
      const written = fixed(JSON.stringify(document));
      // A forward may do for several values. Which of them are corrected before it is a question of their order.
      const isForwarded = [data, written.data].some((each) => forwardsIn(each) !== forwardsIn(document));
      if (isForwarded) expect(unresolved.map(({ rule }) => rule)).toEqual(written.unresolved.map(({ rule }) => rule));
      else expect(data).toEqual(written.data);
    }),
    { numRuns: 60 },
  );
  expect(changed).toBeGreaterThan(20);
});

it('a forward that clears a merged value is what clears the values that are written out', () => {
  const links = '{ revoke-api: { to: a, url: "https://lb/services/" } }';
  const plan = (others: (host: string) => string) => `version: 1
hosts:
  app1: {}
  app2: {}
  lb: { on: app1, forwards: [{ port: 9611, to: ["a:servlet-https", "b:servlet-https"] }] }
nodes:
  a: &base { host: app1, product: wso2am, version: 1.10.0, links: ${links} }
  b: ${others('app2')}
`;
  const after = (text: string) => fix([{ file: 'a.yaml', text }], { catalogue }).files[0]?.after ?? '';
  const merged = parse(after(plan((host) => `{ <<: *base, host: ${host} }`)), { merge: true });
  const written = parse(after(plan((host) => `{ host: ${host}, product: wso2am, version: 1.10.0, links: ${links} }`)));
  expect(merged).toEqual(written);
  expect(merged.hosts.lb.forwards).toHaveLength(2);
});
