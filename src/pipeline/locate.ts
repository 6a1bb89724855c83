import type { SourceText } from '../load/source-text.js';
import type { Diagnosed } from '../model/evaluation.js';
import type { Diagnosis, Edit, Label, Path, Range } from '../model/finding.js';
import type { SourceRange } from '../model/fragment.js';
import type { Finding, ReportedEdit, SuppressedFinding } from '../model/report.js';
import { isBefore, START } from '../values/lines.js';
import { toPointer } from '../values/paths.js';
import { dataWithoutUrlSecrets, withoutUrlSecrets } from '../values/url-secrets.js';

/** A document in which places are found; the values of one that was made from other files are in those. */
export interface Locatable extends Pick<SourceText, 'locate'> {
  fileOf?(path: Path): string | undefined;
  /** The part of a file that a place is in, where files are made of several. */
  partOf?(place: SourceRange): Part | undefined;
}

/** A part of a file, for people. */
interface Part {
  /** `ConfigMap/gateway-conf, rendered from gateway/templates/conf.yaml`. */
  readonly object: string;
  /** `line 12 of deployment.toml`, in a text inside of the object. */
  readonly line?: string;
}
type Sources = ReadonlyMap<string, Locatable>;

/** Turns paths into ranges, once and at the end. */
export function locate(diagnoses: readonly Diagnosis[], sources: Sources): Finding[] {
  return diagnoses.map((diagnosis) => findingOf(diagnosis, sources));
}

/** Findings that an `ignore` entry accepts, with its reason. */
export function locateIgnored(ignored: Diagnosed['ignored'], sources: Sources): SuppressedFinding[] {
  return ignored.map((diagnosis) => ({ ...findingOf(diagnosis, sources), reason: diagnosis.reason, by: 'ignore' }));
}

function findingOf(diagnosis: Diagnosis, sources: Sources): Finding {
  const placeOf = ({ file, path, part, range }: Label): SourceRange => {
    if (range) return { file, range };
    const source = sources.get(file);
    return { file: source?.fileOf?.(path) ?? file, range: source?.locate(path, part ?? 'value') ?? START };
  };
  const partOf = (place: SourceRange): Part | undefined => {
    for (const source of sources.values()) {
      const part = source.partOf?.(place);
      if (part) return part;
    }
    return undefined;
  };
  const labelled = (label: Label) => {
    const place = placeOf(label);
    const line = partOf(place)?.line;
    const text = withoutUrlSecrets(label.label);
    return { file: place.file, range: place.range, label: line === undefined ? text : `${text} (${line})` };
  };
  const part = partOf(placeOf(diagnosis.at));
  return {
    rule: diagnosis.rule,
    severity: diagnosis.severity,
    message: withoutUrlSecrets(diagnosis.text),
    fingerprint: diagnosis.fingerprint,
    ...labelled(diagnosis.at),
    data: dataWithoutUrlSecrets(diagnosis.data),
    related: diagnosis.related.map(labelled),
    notes: [...(diagnosis.notes ?? []).map(withoutUrlSecrets), ...(part ? [partText(part)] : [])],
    fixes: diagnosis.fixes.map(({ title, lines, edits, configuration }) => ({
      title,
      ...(lines === undefined ? {} : { lines }),
      edits: edits.map((edit) => editOf(edit, sources)),
      configuration,
    })),
    ...(diagnosis.correctable ? { correctable: true } : {}),
    ...(diagnosis.sharedBy ? { sharedBy: diagnosis.sharedBy } : {}),
  };
}

/** `in line 12 of deployment.toml in ConfigMap/gateway-conf`. */
function partText({ object, line }: Part): string {
  return line === undefined ? `in ${object}` : `${line} in ${object}`;
}

function editOf({ file, path: steps, from, to }: Edit, sources: Sources): ReportedEdit {
  const path = toPointer(steps);
  if (from === undefined) return { file, path, to };
  const source = sources.get(file);
  const range = source && writtenRange(source, steps);
  return range ? { file, path, range, from, to } : { file, path, from, to };
}

/**
 * Returns the range of a value that is written at its own path. A missing key and a collection lead to a key instead of a value. An
 * anchor precedes the place that uses it, so a value from an alias or a merge key precedes its own keys.
 */
function writtenRange(source: Locatable, path: Path): Range | undefined {
  const places = [...path.keys()].map((depth) => source.locate(path.slice(0, depth + 1), 'key').start);
  const range = source.locate(path);
  const steps = [...places, range.start];
  const inOrder = steps.every((place, index) => index === 0 || !isBefore(place, steps[index - 1] ?? place));
  return inOrder && places.length > 0 && isBefore(places.at(-1) ?? range.start, range.start) ? range : undefined;
}
