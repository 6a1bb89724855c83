import { fragmentsInForce } from '../configuration/reading.js';
import type { Drift } from '../model/configured.js';
import type { ConfigurationTree } from '../model/fragment.js';
import type { NodePlan } from '../model/topology.js';
import { isSameRelease } from '../values/versions.js';
import { placeIn } from './context.js';

/** Yields a release that a file names itself and that is another one. An update level (`2.6.0.5`) is the same release. */
export function* versionDrifts({ version, place }: NodePlan, { fragments }: ConfigurationTree): Iterable<Drift> {
  const [found] = fragmentsInForce(fragments)
    .flatMap(({ hints }) => hints)
    .filter(({ aspect, rank }) => aspect === 'version' && rank === 'file');
  if (!found || version.id === '' || isSameRelease(version.id, found.value)) return;
  const path = [...place.path, 'version'];
  yield {
    what: 'version',
    written: version.id,
    found: found.value,
    place: version.place,
    foundAt: placeIn(found, path),
    setting: found.why,
    edit: { file: place.file, path, from: version.id, to: found.value },
  };
}
