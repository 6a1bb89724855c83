import type { NamedDocument } from '../model/document.js';
import type { Label, Path } from '../model/finding.js';
import { memo } from '../values/memo.js';
import { toPointer } from '../values/paths.js';

/** Returns a text that is equal for places which are one value of one file: nodes have it by a merge key or an alias, or read the same file. */
export function writtenPlaces(documents: readonly NamedDocument[]): (label: Label) => string {
  const byFile = new Map(documents.map((named) => [named.file, named]));
  return ({ file, path, range, part = 'value' }) => {
    if (range) return `${file} ${range.start.line}:${range.start.column}`;
    const named = byFile.get(file);
    return `${file} ${part} ${(named && writtenAt(named, path)) ?? toPointer(path)}`;
  };
}

/** Where a value is written that several nodes have; what is inside of such a value is there as well. */
function writtenAt({ inherited, origins }: NamedDocument, path: Path): string | undefined {
  const places = origins ? placesOf(origins) : inherited;
  if (!places) return undefined;
  for (let length = path.length; length > 1; length--) {
    const place = places.get(toPointer(path.slice(0, length)));
    if (place !== undefined)
      return `${typeof place === 'string' ? place : toPointer(place)}${toPointer(path.slice(length))}`;
  }
  return undefined;
}

/** The place in a file of each value that was read from one. */
const placesOf = memo(
  (origins: NonNullable<NamedDocument['origins']>): ReadonlyMap<string, string> =>
    new Map(
      [...origins].flatMap(([pointer, { file, range }]) =>
        file === undefined || !range ? [] : [[pointer, `${file} ${range.start.line}:${range.start.column}`] as const],
      ),
    ),
);
