import { groupBy } from '../deployment/lookup.js';
import { applyEdits } from '../fix/apply.js';
import { replacementsBetween, type TextReplacement } from '../fix/splice/replacements.js';
import { splicer } from '../fix/splice/splice.js';
import { DEFAULT_LIMITS } from '../load/limits.js';
import { DATA } from '../load/plain-source.js';
import { readPlainYaml } from '../load/plain-yaml.js';
import { parseSource } from '../load/source.js';
import type { Edit } from '../model/finding.js';
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
  const corrected = new Map<string, ReturnType<typeof corrector>>();
  let left = BUDGET;
  return ({ edits }) => {
    const files = [...groupBy(edits, ({ file }) => file)];
    const results = files.map(([file, own]): readonly TextChange[] | undefined => {
      const text = sourceOf(file);
      left -= text?.length ?? 0;
      if (text === undefined || left < 0) return undefined;
      const correct = entryOf(corrected, file, () => corrector(file, text));
      const changes = own.map(({ path, to }) => ({ file, path: fromPointer(path), to }));
      return correct(changes)?.map((replacement) => ({ file, ...replacement }));
    });
    return results.length === 0 || results.includes(undefined) ? undefined : results.flatMap((result) => result ?? []);
  };
}

/** Returns what each correction replaces in a text; a report has hundreds of them for one text. Undefined where it cannot be parsed. */
function corrector(file: string, text: string): (edits: readonly Edit[]) => readonly TextReplacement[] | undefined {
  const parsed = parseSource(file, text);
  if (!parsed.ok) return () => undefined;
  const write = splicer(text, (written) => readPlainYaml(written, DEFAULT_LIMITS, DATA));
  // A fix is only proposed for a document that the schema accepts.
  const document = parsed.source.data as TopologyDocument;
  return (edits) => replacementsBetween(text, write(applyEdits(document, edits)));
}
