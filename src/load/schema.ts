import { validate as validateTopology } from '../generated/validate-topology.js';
import type { SchemaProblem } from '../model/problems.js';
import type { TopologyDocument } from '../model/topology.js';
import { atPath } from '../values/paths.js';
import { faultsOf } from './schema-faults.js';
import { schemaProblem, type WrittenData } from './schema-problem.js';
import { soundPart } from './sound-part.js';

export interface Validated {
  /** The sound part of the document: all of it without a problem; absent where the problems concern all nodes. */
  readonly document?: TopologyDocument;
  readonly problems: readonly SchemaProblem[];
}

/** Checks plain data against the topology schema. Each problem names the key, says what is legal there and points at it. */
export function validate(file: string, written: WrittenData): Validated {
  const { data } = written;
  const isPlain = validateTopology(data) && atPath(data, ['products']) === undefined;
  const faults = isPlain ? [] : faultsOf(written);
  // The validators have just proved the shape.
  if (faults.length === 0) return { document: data as TopologyDocument, problems: [] };
  const sound = soundPart(
    data,
    faults.map(({ path }) => path),
  );
  return { ...(sound ? { document: sound } : {}), problems: faults.map((fault) => schemaProblem(file, fault)) };
}
