import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits } from '../../src/fix/apply.js';
import type { Severity } from '../../src/model/finding.js';
import type { ReportedFix } from '../../src/model/report.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { fromPointer } from '../../src/values/paths.js';
import { catalogue } from '../topology-builder.js';
import { anyPlan } from './arbitrary-site.js';

const WEIGHT: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

function findingsOf(document: TopologyDocument, suggestions: boolean) {
  return check([{ file: 'a.yaml', text: JSON.stringify(document) }], { catalogue, suggestions }).findings;
}

function fixed(document: TopologyDocument, fix: ReportedFix): TopologyDocument {
  return applyEdits(
    document,
    fix.edits.map(({ file, path, to }) => ({ file, path: fromPointer(path), to })),
  );
}

it('every fix that is offered removes its finding, and brings none of the same or higher severity', () => {
  let tried = 0;
  fc.assert(
    fc.property(anyPlan, (document) => {
      const before = findingsOf(document, true);
      const known = new Set(before.map(({ fingerprint }) => fingerprint));
      for (const finding of before)
        for (const fix of finding.fixes) {
          tried += 1;
          const after = findingsOf(fixed(document, fix), false);
          expect(after.map(({ fingerprint }) => fingerprint)).not.toContain(finding.fingerprint);
          const fresh = after.filter(({ fingerprint }) => !known.has(fingerprint));
          expect(
            fresh.filter(({ severity }) => WEIGHT[severity] >= WEIGHT[finding.severity]).map(({ message }) => message),
          ).toEqual([]);
        }
    }),
    { numRuns: 300 },
  );
  expect(tried).toBeGreaterThan(100);
});

it('every fix says what it changes, and changes what is there', () => {
  fc.assert(
    fc.property(anyPlan, (document) => {
      for (const { fixes } of findingsOf(document, true))
        for (const { title, edits } of fixes) {
          expect(title).not.toMatch(/undefined|NaN/);
          expect(edits.length).toBeGreaterThan(0);
          for (const { path, from, to } of edits) {
            expect(path).toMatch(/^\/(nodes|hosts)\//);
            expect(to).not.toEqual(from);
          }
        }
    }),
    { numRuns: 200 },
  );
});

it('no fix moves a pinned node, nor one whose offset the tool chooses', () => {
  fc.assert(
    fc.property(anyPlan, (document) => {
      for (const { fixes } of findingsOf(document, true))
        for (const { edits } of fixes)
          for (const { path } of edits) {
            const [, id = '', key] = fromPointer(path).map(String);
            const node = Object.getOwnPropertyDescriptor(document.nodes, id)?.value;
            const isFree = node?.pinned !== true && node?.offset !== 'auto';
            expect(isFree || key !== 'offset').toBe(true);
          }
    }),
    { numRuns: 200 },
  );
});
