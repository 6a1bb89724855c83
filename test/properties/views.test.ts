import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowsOf } from '../../src/flows/flows.js';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue, deploymentOf, node, topology } from '../topology-builder.js';
import { anyTopology } from './arbitrary-topology.js';

function reportOf(document: TopologyDocument) {
  return check([{ file: 'a.yaml', text: JSON.stringify(document) }], { catalogue, suggestions: false });
}

it('ports shows in `dialled by` exactly the connections of flows', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyTopology, (document) => {
      const [deployment] = reportOf(document).deployments;
      const byFlows = flowsOf(deploymentOf(document)).flows.flatMap(
        ({ destinationNode, listener, sourceNode, link }) =>
          destinationNode === undefined || listener === undefined
            ? []
            : [`${destinationNode} ${listener} ${sourceNode} (${link})`],
      );
      const byPorts = (deployment?.listeners ?? []).flatMap((row) =>
        row.dialledBy.map((caller) => `${row.node} ${row.listener} ${caller}`),
      );
      compared += byFlows.length;
      expect(new Set(byPorts)).toEqual(new Set(byFlows));
    }),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(100);
});

/** Distributed installations of the vendor: product, release and profile of each node. */
const INSTALLATIONS: readonly (readonly (readonly [string, string, string])[])[] = [
  ['gateway-worker', 'api-key-manager', 'api-publisher', 'traffic-manager', 'traffic-manager'].map((profile) => [
    'wso2am',
    '3.2.0',
    profile,
  ]),
  ['gateway-worker', 'control-plane', 'control-plane', 'traffic-manager', 'default'].map((profile) => [
    'wso2am',
    '4.2.0',
    profile,
  ]),
  [
    ['wso2am-acp', '4.5.0', 'default'],
    ['wso2am-tm', '4.5.0', 'default'],
    ['wso2am-universal-gw', '4.5.0', 'default'],
    ['wso2is', '7.0.0', 'default'],
    ['wso2mi', '4.2.0', 'default'],
  ],
];

/** A site: some nodes of an installation on a few hosts, one of them a container, behind a load balancer. */
const site = fc
  .record({
    installation: fc.constantFrom(...INSTALLATIONS),
    present: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    offsets: fc.array(fc.nat(8), { minLength: 5, maxLength: 5 }),
    hosts: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
    linked: fc.array(fc.option(fc.constantFrom('throttle-publish', 'event-hub-rest', 'key-manager-url')), {
      minLength: 5,
      maxLength: 5,
    }),
    front: fc.boolean(),
  })
  .map(({ installation, present, offsets, hosts, linked, front }) => {
    const ids = installation.flatMap((_, index) => (present[index] ? [`n${index}`] : []));
    const nodes = installation.flatMap(([product, version, profile], index): [string, NodeFields][] => {
      const link = linked[index];
      const takes = deploymentOf(topology({ x: node(product, version, { profile }) })).links.some(
        ({ id }) => id === link,
      );
      const links = link && takes ? { links: { [link]: { url: `https://h${hosts[index]}:9443/` } } } : {};
      const fields = { host: `h${hosts[index]}`, profile, offset: offsets[index] ?? 0, group: 'east', ...links };
      return present[index] ? [[`n${index}`, node(product, version, fields)]] : [];
    });
    const forwards = front && ids.length > 0 ? [{ port: 9443, to: ids.map((id) => `${id}:servlet-https`) }] : [];
    return topology(Object.fromEntries(nodes), {
      hosts: { h0: {}, h1: {}, h2: {}, h3: { on: 'h0', publish: ['9443:9443', '9611:9611'] }, lb: { forwards } },
    });
  })
  .filter(({ nodes }) => Object.keys(nodes).length > 0);

/** The same plan with other names, of which the order is the same. */
function renamed(document: TopologyDocument, suffix: string): TopologyDocument {
  const text = JSON.stringify(document).replace(/\b([nh]\d|lb|east)\b/g, `$1${suffix}`);
  return JSON.parse(text) as TopologyDocument;
}

/** What is found, each with the data that its message is made of. */
function found(document: TopologyDocument): readonly string[] {
  return reportOf(document)
    .findings.map(({ rule, severity, message, data }) => JSON.stringify([rule, severity, message, data]))
    .sort();
}

it('other names change nothing but names', () => {
  fc.assert(
    fc.property(site, (document) => {
      const named = found(document).map((text) => text.replace(/\b([nh]\d|lb|east)\b/g, '$1-new'));
      expect(found(renamed(document, '-new'))).toEqual([...named].sort());
    }),
    { numRuns: 100 },
  );
});

it('a second site in a group of its own changes nothing of the first', () => {
  fc.assert(
    fc.property(site, (document) => {
      const other = renamed(document, '-west');
      const both: TopologyDocument = {
        ...document,
        hosts: { ...document.hosts, ...other.hosts },
        nodes: { ...document.nodes, ...other.nodes },
      };
      // Whom a link that is off would mean may be in the other group: a copy to another region is.
      const links = (plan: TopologyDocument) =>
        deploymentOf(plan).links.filter(({ node: id, outcome }) => !id.endsWith('-west') && outcome !== 'off');
      expect(links(both)).toEqual(links(document));
      const rows = (plan: TopologyDocument) =>
        flowsOf(deploymentOf(plan)).flows.filter(
          ({ sourceNode, destinationHost }) => !`${sourceNode} ${destinationHost}`.includes('-west'),
        );
      expect(rows(both)).toEqual(rows(document));
    }),
    { numRuns: 100 },
  );
});
