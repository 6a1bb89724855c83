import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowsOf } from '../../src/flows/flows.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue, deploymentOf } from '../topology-builder.js';
import { anyPlan, anySite } from './arbitrary-site.js';

function reportOf(document: TopologyDocument) {
  return check([{ file: 'a.yaml', text: JSON.stringify(document) }], { catalogue, suggestions: false });
}

it('ports shows in `dialled by` exactly the connections of flows', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyPlan, (document) => {
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
    fc.property(anySite, (document) => {
      const named = found(document).map((text) => text.replace(/\b([nh]\d|lb|east)\b/g, '$1-new'));
      expect(found(renamed(document, '-new'))).toEqual([...named].sort());
    }),
    { numRuns: 100 },
  );
});

it('a second site in a group of its own changes nothing of the first', () => {
  fc.assert(
    fc.property(anySite, (document) => {
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
