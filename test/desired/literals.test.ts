import fc from 'fast-check';
import { expect, it } from 'vitest';
import { configOf } from '../../src/desired/desired.js';
import type { ConfigSetting } from '../../src/model/desired.js';
import type { LinkEnd, NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { evaluate } from '../../src/pipeline/evaluate.js';
import { catalogue, type Data, deploymentOf, FILE, node, topology } from '../topology-builder.js';

/** Distributed installations that the vendor documents: product, release and profile of each node. */
const INSTALLATIONS: readonly (readonly (readonly [string, string, string])[])[] = [
  ['gateway-worker', 'api-key-manager', 'api-publisher', 'api-store', 'traffic-manager', 'gateway-worker'].map(
    (profile) => ['wso2am', '2.6.0', profile],
  ),
  ['gateway-worker', 'api-key-manager', 'api-publisher', 'api-devportal', 'traffic-manager'].map((profile) => [
    'wso2am',
    '3.2.0',
    profile,
  ]),
  ['gateway-worker', 'control-plane', 'traffic-manager', 'gateway-worker', 'traffic-manager', 'default'].map(
    (profile) => ['wso2am', '4.2.0', profile],
  ),
  [
    ['wso2am-acp', '4.5.0', 'default'],
    ['wso2am-tm', '4.5.0', 'default'],
    ['wso2am-universal-gw', '4.5.0', 'default'],
    ['wso2is', '7.0.0', 'default'],
  ],
  [
    ['wso2mi', '4.2.0', 'default'],
    ['wso2mi-dashboard', '4.2.0', 'default'],
    ['wso2am', '4.2.0', 'default'],
  ],
];

const plan = fc
  .record({
    installation: fc.constantFrom(...INSTALLATIONS),
    present: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    offsets: fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }),
    hosts: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
  })
  .map(({ installation, present, offsets, hosts }) =>
    topology(
      Object.fromEntries(
        installation.flatMap(([product, version, profile], index) =>
          present[index]
            ? [
                [
                  `n${index}`,
                  node(product, version, { host: `h${hosts[index]}`, profile, offset: offsets[index] ?? 0 }),
                ],
              ]
            : [],
        ),
      ),
    ),
  )
  .filter(({ nodes }) => Object.keys(nodes).length > 0);

/** The plan with a node named for each link that could lead to several. */
function decided(document: TopologyDocument): TopologyDocument {
  const ambiguous = deploymentOf(document).links.filter(({ outcome }) => outcome === 'ambiguous');
  return withLinks(document, (id) =>
    ambiguous.filter((link) => link.node === id).map((link) => [link.id, { to: link.candidates[0] ?? '' }]),
  );
}

function withLinks(
  document: TopologyDocument,
  linksOf: (node: string) => readonly (readonly [string, LinkEnd])[],
): TopologyDocument {
  const nodes = Object.entries(document.nodes).map(([id, fields]): [string, NodeFields] => {
    const links: Record<string, LinkEnd[]> = {};
    for (const [link, end] of linksOf(id)) links[link] = [...(links[link] ?? []), end];
    return [id, { ...fields, links }];
  });
  return { ...document, nodes: Object.fromEntries(nodes) };
}

/** The plan with every value that `config` gives for a link written into it. */
function withLiterals(document: TopologyDocument): TopologyDocument {
  const settings = new Map(configOf(deploymentOf(document), catalogue).map((config) => [config.node, config.settings]));
  return withLinks(document, (id) =>
    (settings.get(id) ?? []).filter(isOfLink).map((setting) => [setting.id, endOf(setting)]),
  );
}

/** The secure endpoint beside another one is written with it, and is no link. */
function isOfLink({ kind, id, value }: ConfigSetting): boolean {
  return kind === 'link' && (id.endsWith('-auth') || !String(value).startsWith('ssl:'));
}

function endOf({ value, target }: ConfigSetting): LinkEnd {
  return {
    ...(target === undefined ? {} : { to: target }),
    ...(typeof value === 'number' ? { port: value } : { url: value }),
  };
}

const LINK_RULES = new Set([
  'thrift-mismatch',
  'link-mismatch',
  'link-scheme',
  'link-target',
  'link-self',
  'ambiguous-link',
  'advertised-endpoint',
  'cluster-member',
  'forward-mismatch',
]);

/** `node link` of everything that is found wrong with a link. */
function wrongLinks(document: TopologyDocument): readonly string[] {
  const { diagnoses } = evaluate([{ file: FILE, document }], catalogue, []);
  const found = diagnoses
    // What a node needs and the plan does not have is no mistake of a literal.
    .filter(({ rule, message }) => LINK_RULES.has(rule) && message !== 'shipped')
    .flatMap(({ data }) => namesOf(data));
  return [...new Set(found)].sort();
}

function namesOf(data: Data): readonly string[] {
  if (data.client !== undefined) return [`${data.client} key-validation-thrift`];
  const literals: readonly Data[] = data.literals ?? [data];
  return literals.flatMap(({ node, link, links = [link] }) => links.map((id: string) => `${node} ${id}`));
}

it('a topology whose literals come from config has no link finding', () => {
  fc.assert(
    fc.property(plan.map(decided), (document) => {
      expect(wrongLinks(withLiterals(document))).toEqual([]);
    }),
  );
});

it('moving one node afterwards is found in exactly the links into that node', () => {
  const moves = fc.record({ document: plan.map(decided), which: fc.nat(5), by: fc.integer({ min: 1, max: 20 }) });
  fc.assert(
    fc.property(moves, ({ document, which, by }) => {
      const written = withLiterals(document);
      const ids = Object.keys(written.nodes);
      const moved = ids[which % ids.length] ?? '';
      const fields = written.nodes[moved];
      if (!fields || typeof fields.offset !== 'number') throw new Error('every node has an offset');
      const after = { ...written, nodes: { ...written.nodes, [moved]: { ...fields, offset: fields.offset + by } } };
      const ports = portsOf(after);
      const before = portsOf(written);
      const into = deploymentOf(written).links.filter(
        ({ target, listener, outcome }) =>
          target === moved &&
          outcome !== 'off' &&
          before.get(`${moved} ${listener}`) !== ports.get(`${moved} ${listener}`),
      );
      expect(wrongLinks(after)).toEqual([...new Set(into.map((link) => `${link.node} ${link.id}`))].sort());
    }),
  );
});

function portsOf(document: TopologyDocument): ReadonlyMap<string, number> {
  return new Map(
    deploymentOf(document).listeners.map(({ node: id, id: listener, port }) => [`${id} ${listener}`, port]),
  );
}
