import type { Source } from './load/source.js';
import type { Diagnosis, Label, Range } from './model/finding.js';
import type { Finding } from './model/report.js';
import { toPointer } from './path.js';

const START: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };

/** Turns paths into ranges, once and at the end. */
export function locate(diagnoses: readonly Diagnosis[], sources: ReadonlyMap<string, Pick<Source, 'locate'>>): Finding[] {
  const rangeOf = ({ file, path, part, range }: Label): Range => range ?? sources.get(file)?.locate(path, part ?? 'value') ?? START;
  return diagnoses.map((diagnosis) => ({
    rule: diagnosis.rule,
    severity: diagnosis.severity,
    message: diagnosis.text,
    fingerprint: diagnosis.fingerprint,
    file: diagnosis.at.file,
    range: rangeOf(diagnosis.at),
    label: diagnosis.at.label,
    data: diagnosis.data,
    related: diagnosis.related.map((label) => ({ file: label.file, range: rangeOf(label), label: label.label })),
    notes: diagnosis.notes ?? [],
    fixes: diagnosis.fixes.map(({ title, edits, configuration }) => ({
      title,
      edits: edits.map(({ file, path, from, to }) => ({ file, path: toPointer(path), ...(from === undefined ? {} : { from }), to })),
      configuration,
    })),
  }));
}
