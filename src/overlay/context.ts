import type { NodeReading } from '../configuration/reading.js';
import type { Names } from '../expand/names.js';
import type { ConfiguredValue, Drift } from '../model/configured.js';
import type { Path, Place } from '../model/finding.js';
import type { Found } from '../model/fragment.js';
import type { NodePlan } from '../model/topology.js';
import { configuredKey } from '../values/paths.js';

/** One node on the way to what its files make of it. */
export interface OverlayContext {
  readonly node: NodePlan;
  readonly reading: NodeReading;
  readonly names: Names;
  /** Values of the files that are tried. */
  readonly changes: ReadonlyMap<string, string | number>;
  /** Collects what comes from files. */
  readonly values: Map<string, ConfiguredValue>;
  readonly drifts: Drift[];
}

/** Returns the place of a value of a file, for a value that the topology would write at a path. */
export function placeIn({ file, range }: Pick<Found<unknown>, 'file' | 'range'>, path: Path): Place {
  return { file, range, path };
}

/** Notes that a value comes from a file; the tried one where there is one. */
export function valueFrom<T extends string | number>(
  { values, changes }: OverlayContext,
  found: Found<T>,
  path: Path,
): T {
  const key = configuredKey(path);
  const tried = changes.get(key);
  // A fix writes what stood there before: a number for a number, a text for a text.
  const value = typeof tried === typeof found.value ? (tried as T) : found.value;
  values.set(key, { value, place: placeIn(found, path), setting: found.why });
  return value;
}
