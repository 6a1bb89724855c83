import { groupBy } from '../deployment/lookup.js';
import { applyEdits } from '../fix/apply.js';
import { replacementsBetween } from '../fix/splice/replacements.js';
import { splice } from '../fix/splice/splice.js';
import { parseSource } from '../load/source.js';
import type { ReportedFix, TextChange } from '../model/report.js';
import type { TopologyDocument } from '../model/topology.js';
import { entryOf } from '../values/memo.js';
import { fromPointer } from '../values/paths.js';

/** Characters that are corrected for one report; beyond them fixes are words alone, so that a large report stays quick. */
const BUDGET = 64 * 1024 * 1024;

/**
 * Returns how to get the text edits of a fix, those of values that do not exist yet included: what `fix` would write.
 * @param sourceOf the text of a topology; undefined for other files, whose edits are not known
 */
export function textEditor(
  sourceOf: (file: string) => string | undefined,
): (fix: ReportedFix) => readonly TextChange[] | undefined {
  const parsed = new Map<string, ReturnType<typeof parseSource>>();
  let left = BUDGET;
  return ({ edits }) => {
    const files = [...groupBy(edits, ({ file }) => file)];
    const results = files.map(([file, own]): readonly TextChange[] | undefined => {
      const text = sourceOf(file);
      left -= text?.length ?? 0;
      if (text === undefined || left < 0) return undefined;
      const source = entryOf(parsed, file, () => parseSource(file, text));
      if (!source.ok) return undefined;
      const changes = own.map(({ path, to }) => ({ file, path: fromPointer(path), to }));
      // A fix is only proposed for a document that the schema accepts.
      const data = applyEdits(source.source.data as TopologyDocument, changes);
      return replacementsBetween(text, splice(text, data)).map((replacement) => ({ file, ...replacement }));
    });
    return results.length === 0 || results.includes(undefined) ? undefined : results.flatMap((result) => result ?? []);
  };
}
