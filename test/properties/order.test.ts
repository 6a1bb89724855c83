import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TopologyDocument } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';
import { anyPlan } from './arbitrary-site.js';
import { anyTopology, shuffled, withEntry } from './arbitrary-topology.js';

function reportOf(document: TopologyDocument, suggestions = false) {
  return check([{ file: 'a.yaml', text: JSON.stringify(document) }], { catalogue, suggestions });
}

/** What is found, without where it stands. */
function found(document: TopologyDocument): string[] {
  return reportOf(document)
    .findings.map(({ rule, severity, fingerprint }) => `${rule} ${severity} ${fingerprint}`)
    .sort();
}

it('a valid topology breaks neither syntax nor schema', () => {
  fc.assert(
    fc.property(anyTopology, (document) => {
      const early = reportOf(document).findings.filter(({ rule }) =>
        ['yaml-syntax', 'schema', 'unknown-reference'].includes(rule),
      );
      expect(early).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** A topology whose offsets are all known: nodes with `auto` get theirs in the order of the file. */
function withKnownOffsets(document: TopologyDocument): TopologyDocument {
  const nodes = Object.entries(document.nodes).map(([id, { offset, ...node }]) => [
    id,
    offset === undefined || offset === 'auto' ? node : { ...node, offset },
  ]);
  return { ...document, nodes: Object.fromEntries(nodes) };
}

it('the order of hosts, nodes and keys changes nothing that is found, where no offset is chosen by it', () => {
  fc.assert(
    fc.property(anyPlan.map(withKnownOffsets), fc.nat(1000), (document, seed) => {
      expect(found(shuffled(document, seed))).toEqual(found(document));
    }),
    { numRuns: 500 },
  );
});

it('a node on a new host changes nothing that is found of the others', () => {
  fc.assert(
    fc.property(anyTopology, (document) => {
      const more: TopologyDocument = {
        ...document,
        hosts: withEntry(document.hosts, 'new.internal', {}),
        nodes: withEntry(document.nodes, 'newcomer', { host: 'new.internal', product: 'custom', version: '1' }),
        products: { custom: { name: 'custom', listeners: [{ id: 'https', basePort: 9443 }] } as never },
      };
      expect(found(more)).toEqual(found(document));
    }),
    { numRuns: 300 },
  );
});

it('no two findings have the same fingerprint', () => {
  fc.assert(
    fc.property(anyTopology, (document) => {
      const { findings } = reportOf(document);
      const prints = findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);
      expect(prints.filter((print, index) => prints.indexOf(print) !== index)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
