import { placeIn, type TracedText } from '../../configuration/templates/go/text.js';
import type { Position, Range } from '../../model/finding.js';
import type { Fragment } from '../../model/fragment.js';
import type { EmbeddedText } from '../../model/manifests.js';
import { lineStarts, type PositionOf, START } from '../../values/lines.js';

/** Finds the lines of the files that a chart is made of. */
export type PositionIn = (file: string) => PositionOf;

/** Returns what a rendered template says with the places in the template, and what a text in it says with those in the file that it is a copy of. */
export function placedFragment(fragment: Fragment, rendered: TracedText, positionIn: PositionIn): Fragment {
  const starts = lineStarts(rendered.text);
  const offsetOf = ({ line, column }: Position) => (starts[line - 1] ?? 0) + column - 1;
  const inTemplate = (range: Range): Range => {
    const positionOf = positionIn(fragment.file);
    const at = (position: Position) =>
      positionOf(placeIn(rendered.placeAt(offsetOf(position)), fragment.file)?.from ?? 0);
    return wide(at(range.start), at(range.end));
  };
  const embedded = (text: EmbeddedText): EmbeddedText =>
    placedText(
      text,
      (offset) => {
        const position = text.positionOf?.(offset);
        return position && rendered.placeAt(offsetOf(position));
      },
      inTemplate,
      positionIn,
    );
  return placed(fragment, inTemplate, embedded);
}

/** An end before its start is that of an expression, which is one place. */
function wide(start: Position, end: Position): Range {
  const isBehind = end.line > start.line || (end.line === start.line && end.column > start.column);
  return { start, end: isBehind ? end : { line: start.line, column: start.column + 1 } };
}

type PlaceAt = (offset: number) => ReturnType<TracedText['placeAt']>;

/** A text of a ConfigMap is in the file that most of its lines are copies of. */
function placedText(
  text: EmbeddedText,
  placeAt: PlaceAt,
  inTemplate: (range: Range) => Range,
  positionIn: PositionIn,
): EmbeddedText {
  const { positionOf, ...plain } = text;
  const range = inTemplate(text.range);
  if (!positionOf) return { ...plain, range };
  const starts = lineStarts(text.text);
  const file = mostFrequent(starts.flatMap((start) => copiedFrom(placeAt(start)) ?? [])) ?? text.file;
  const positionOfFile = positionIn(file);
  const at = (offset: number): Position => positionOfFile(placeIn(placeAt(offset), file)?.from ?? 0);
  return { ...plain, file, range: file === text.file ? range : START, positionOf: at };
}

function copiedFrom(place: ReturnType<PlaceAt>): string | undefined {
  return place?.isText ? place.file : undefined;
}

function mostFrequent(files: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** A value of plain data with other ranges; formats stay as they are. */
function placed<T>(value: T, range: (range: Range) => Range, embedded: (text: EmbeddedText) => EmbeddedText): T {
  const moved = (part: unknown, key: string): unknown => {
    if (key === 'format' || typeof part !== 'object' || part === null || part instanceof Map) return part;
    if (key === 'range' || key === 'extent') return range(part as Range);
    if (Array.isArray(part)) return part.map((item) => (isEmbedded(item) ? embedded(item) : moved(item, '')));
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, moved(inner, name)]));
  };
  // The shape stays the same, which the compiler cannot see.
  return moved(value, '') as T;
}

function isEmbedded(item: unknown): item is EmbeddedText {
  return typeof item === 'object' && item !== null && 'text' in item && 'key' in item && 'file' in item;
}
