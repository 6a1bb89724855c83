import { groupBy } from '../deployment/lookup.js';
import { applyEdits } from '../fix/apply.js';
import { cutsIn } from '../fix/product-files/rewrite.js';
import { replacementsBetween, type TextReplacement } from '../fix/splice/replacements.js';
import { splicer } from '../fix/splice/splice.js';
import { DEFAULT_LIMITS } from '../load/limits.js';
import { DATA } from '../load/plain-source.js';
import { readPlainYaml } from '../load/plain-yaml.js';
import { shownText } from '../load/shown-text.js';
import { parseSource } from '../load/source.js';
import type { Edit } from '../model/finding.js';
import type { ReportedFix, TextChange } from '../model/report.js';
import type { TopologyDocument } from '../model/topology.js';
import { positionsOf } from '../values/lines.js';
import { entryOf } from '../values/memo.js';
import { fromPointer } from '../values/paths.js';
import { isSameData } from '../values/same-data.js';

/** Characters that are corrected for one report; beyond them fixes are words alone, so that a large report stays quick. */
const BUDGET = 64 * 1024 * 1024;

type TextOf = (file: string) => string | undefined;

/**
 * Returns how to get the text edits of a fix, those of values that do not exist yet included: what `fix` would write.
 * @param sourceOf the text of a topology; undefined for other files
 * @param productOf the text of a file of a product; undefined for other files, whose edits are not known
 * @param isShown whether others may read the edits; the one of a topology that would write a secret is not known then
 */
export function textEditor(
  sourceOf: TextOf,
  productOf: TextOf = () => undefined,
  isShown = false,
): (fix: ReportedFix) => readonly TextChange[] | undefined {
  const corrected = new Map<string, ReturnType<typeof corrector>>();
  let left = BUDGET;
  const within =
    (textOf: TextOf): TextOf =>
    (file) => {
      const text = textOf(file);
      left -= text?.length ?? 0;
      return left < 0 ? undefined : text;
    };
  return ({ edits, configuration }) => {
    if (edits.length === 0) return productChanges(configuration, within(productOf));
    const results = [...groupBy(edits, ({ file }) => file)].map(([file, own]): readonly TextChange[] | undefined => {
      const text = within(sourceOf)(file);
      if (text === undefined) return undefined;
      const correct = entryOf(corrected, file, () => corrector(file, text, isShown));
      const changes = own.map(({ path, to }) => ({ file, path: fromPointer(path), to }));
      return correct(changes)?.map((replacement) => ({ file, ...replacement }));
    });
    return whole(results);
  };
}

/** Returns what each correction replaces in a text; a report has hundreds of them for one text. Undefined where it cannot be parsed. */
function corrector(
  file: string,
  text: string,
  isShown: boolean,
): (edits: readonly Edit[]) => readonly TextReplacement[] | undefined {
  const parsed = parseSource(file, text);
  if (!parsed.ok) return () => undefined;
  const read = (written: string) => readPlainYaml(written, DEFAULT_LIMITS, DATA);
  const write = splicer(text, { present: parsed.source.data, read });
  // A fix is only proposed for a document that the schema accepts.
  const document = parsed.source.data as TopologyDocument;
  const shown = isShown ? shownText(text) : text;
  return (edits) => {
    const after = write(applyEdits(document, edits));
    const replacements = replacementsBetween(text, after);
    if (shown === text) return replacements;
    return isSameData(replacements, replacementsBetween(shown, shownText(after))) ? replacements : undefined;
  };
}

/** Changes of values in the files of products, where all of them have a place. */
function productChanges(
  configuration: ReportedFix['configuration'],
  productOf: TextOf,
): readonly TextChange[] | undefined {
  const results = [...groupBy(configuration, ({ file }) => file)].map(([file, own]) => {
    const values = own.flatMap(({ range, from, to }) => (range && from ? [{ range, from, to: String(to) }] : []));
    const text = values.length < own.length ? undefined : productOf(file);
    if (text === undefined) return undefined;
    const positionOf = positionsOf(text);
    return cutsIn(text, values)
      ?.map(({ start, end, to }) => ({ file, range: { start: positionOf(start), end: positionOf(end) }, text: to }))
      .reverse();
  });
  return whole(results);
}

/** A fix of which a part cannot be written is not written. */
function whole(results: readonly (readonly TextChange[] | undefined)[]): readonly TextChange[] | undefined {
  return results.length === 0 || results.includes(undefined) ? undefined : results.flatMap((result) => result ?? []);
}
