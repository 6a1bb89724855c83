import { parseSource } from '../../load/source.js';
import { originsOf } from '../../pipeline/origins.js';
import type { PlaceOf } from '../../report/flows/list.js';
import { entryOf } from '../../values/memo.js';
import { present } from '../../values/present.js';
import type { CheckedFiles } from './checked-files.js';

/** Finds the lines of values; a text is parsed when its first line is asked for. */
export function placesIn({ topologyOf, discovered }: CheckedFiles): PlaceOf {
  const sources = new Map<string, ReturnType<typeof parseSource>>();
  const origins = new Map(discovered.map((found) => [found.file, originsOf(found)]));
  return ({ file, path, range }) => {
    if (range) return { file, line: range.start.line };
    const origin = origins.get(file);
    if (origin) return { file: origin.fileOf(path) ?? file, line: origin.locate(path, 'value').start.line };
    const parsed = entryOf(sources, file, () => parseSource(file, topologyOf(file) ?? ''));
    return present({ file, line: parsed.ok ? parsed.source.locate(path).start.line : undefined });
  };
}
