import type { DiscoveredDeployment } from '../model/discovered.js';
import type { Origin } from '../model/document.js';
import type { Path, Position, Range } from '../model/finding.js';
import { isBefore, START } from '../values/lines.js';
import { toPointer } from '../values/paths.js';
import type { Locatable } from './locate.js';

/** Finds values of a discovered deployment in the files they were read from; a value without a place of its own is at what holds it. */
export function originsOf({ origins, folder, regions = [] }: DiscoveredDeployment): Required<Locatable> {
  const first = [...origins.values()].find(({ file }) => file !== undefined);
  const originAt = (path: Path): Origin | undefined => {
    for (let length = path.length; length > 0; length--) {
      const origin = origins.get(toPointer(path.slice(0, length)));
      if (origin?.file !== undefined && origin.range) return origin;
    }
    return first;
  };
  return {
    locate: (path) => originAt(path)?.range ?? START,
    fileOf: (path) => originAt(path)?.file ?? folder,
    partOf: ({ file, range: { start } }) => {
      const around = regions.find((region) => region.file === file && isWithin(start, region.range));
      if (!around) return undefined;
      const { object, source, text } = around;
      const line = text?.lines.findLastIndex((first) => !isBefore(start, first)) ?? -1;
      return {
        object: source === undefined ? object : `${object}, rendered from ${source}`,
        ...(text && line >= 0 ? { line: `line ${line + 1} of ${text.name}` } : {}),
      };
    },
  };
}

function isWithin(place: Position, { start, end }: Range): boolean {
  return !isBefore(place, start) && isBefore(place, end);
}
