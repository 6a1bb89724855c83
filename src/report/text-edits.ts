import type { ReportedFix, TextChange } from '../model/report.js';
import { hasUrlSecrets } from '../values/url-secrets.js';
import type { Style } from './reporter.js';

/** Returns the text edits of a fix; undefined where it cannot be written without knowing more of its files. */
export function editsOf(fix: ReportedFix, { editsOf: known }: Style): readonly TextChange[] | undefined {
  return known?.(fix) ?? replacedValues(fix);
}

/**
 * Values that are written already are replaced where they are, unless a report has marks in place of a part of them. A JSON string is a quoted YAML
 * scalar as well.
 */
function replacedValues({ edits }: ReportedFix): readonly TextChange[] | undefined {
  const texts = edits.map(({ file, range, to }): TextChange | undefined =>
    range === undefined || typeof to === 'object' || hasUrlSecrets(String(to))
      ? undefined
      : { file, range, text: JSON.stringify(to) },
  );
  return texts.length === 0 || texts.includes(undefined) ? undefined : texts.filter((text) => text !== undefined);
}
