import type { Position, Range, Severity } from '../model/finding.js';
import type { Finding, TextChange } from '../model/report.js';
import { linesOf } from '../values/lines.js';
import { memo } from '../values/memo.js';
import { visible } from '../values/visible.js';
import { explanationOf } from './describe.js';
import { jsonText } from './json.js';
import type { Reporter, Style } from './reporter.js';
import { editsOf } from './text-edits.js';

/**
 * Reviewdog Diagnostic Format: findings as comments of a review, fixes as suggestions that are accepted with one click. A suggestion has one
 * range, so that of the fixes only those with one edit in the finding's file are suggestions; the others are in the words.
 */
export const rdjson: Reporter = (report, style) =>
  jsonText({
    source: { name: report.tool.name },
    severity: 'INFO',
    diagnostics: report.findings.map((finding) => diagnosticOf(finding, style)),
  });

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

function diagnosticOf(finding: Finding, style: Style) {
  const { rule, severity, message, file, range, related, fixes } = finding;
  const suggestions = fixes.flatMap((fix) => {
    const [only, ...others] = editsOf(fix, style) ?? [];
    return only && others.length === 0 && only.file === file ? [suggestionOf(only, style)] : [];
  });
  return {
    message: [message, ...explanationOf(finding)].map(visible).join('\n'),
    location: locationOf({ file, range }, style),
    severity: SEVERITIES[severity],
    code: { value: rule },
    ...(suggestions.length === 0 ? {} : { suggestions }),
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place) => ({
            message: visible(place.label),
            location: locationOf(place, style),
          })),
        }),
  };
}

function suggestionOf({ file, range, text }: TextChange, style: Style) {
  return { range: rangeOf(file, range, style), text };
}

function locationOf({ file, range }: { readonly file: string; readonly range: Range }, style: Style) {
  return { path: visible(file), range: rangeOf(file, range, style) };
}

function rangeOf(file: string, { start, end }: Range, style: Style) {
  return { start: positionOf(file, start, style), end: positionOf(file, end, style) };
}

/** Columns of this format count the bytes of UTF-8, from 1. */
function positionOf(file: string, { line, column }: Position, { textOf }: Style) {
  const text = linesIn(textOf)(file)[line - 1] ?? '';
  const before = text.slice(0, column - 1);
  return { line, column: new TextEncoder().encode(before).length + column - before.length };
}

const linesIn = memo((textOf: Style['textOf']) => {
  const known = new Map<string, readonly string[]>();
  return (file: string): readonly string[] => {
    const lines = known.get(file) ?? linesOf(textOf(file) ?? '');
    known.set(file, lines);
    return lines;
  };
});
