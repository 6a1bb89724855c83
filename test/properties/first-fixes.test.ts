import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { applyEdits } from '../../src/fix/apply.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { fix } from '../../src/pipeline/fix.js';
import { fromPointer, toPointer } from '../../src/values/paths.js';
import { catalogue } from '../topology-builder.js';
import { anyPlan } from './arbitrary-site.js';

/** Topologies in which every offset is written or shipped: `fix` also fills in `auto`, which no finding asks for. */
const withoutAuto = anyPlan.filter(({ nodes }) => Object.values(nodes).every(({ offset }) => offset !== 'auto'));

function findingsOf(document: TopologyDocument) {
  return check([{ file: 'a.yaml', text: stringify(document) }], { catalogue }).findings;
}

it('where fix clears everything, the first fixes of all findings are what it writes, and leave none that it clears', () => {
  let tried = 0;
  fc.assert(
    fc.property(withoutAuto, (document) => {
      const corrected = fix([{ file: 'a.yaml', text: stringify(document) }], { catalogue });
      // A knot of which a part is left has no fix in `check`; `fix` makes it smaller.
      fc.pre(corrected.unresolved.length === 0);
      const offered = findingsOf(document).flatMap(({ correctable, fixes }) => (correctable ? fixes.slice(0, 1) : []));
      const edits = offered.flatMap((each) => each.edits.map(({ path, to }) => [path, to] as const));
      tried += edits.length;
      expect(Object.fromEntries(edits)).toEqual(
        Object.fromEntries(corrected.edits.map(({ path, to }) => [toPointer(path), to])),
      );
      const after = applyEdits(
        document,
        edits.map(([path, to]) => ({ file: 'a.yaml', path: fromPointer(path), to })),
      );
      expect(findingsOf(after).filter(({ correctable }) => correctable)).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(tried).toBeGreaterThan(20);
});
