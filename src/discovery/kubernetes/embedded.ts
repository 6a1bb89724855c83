import { readingOfFile } from '../../configuration/file-reading.js';
import type { Position, Range } from '../../model/finding.js';
import type { Fragment } from '../../model/fragment.js';
import type { ConfigMapManifest, Container, EmbeddedText, Mount, Workload } from '../../model/manifests.js';
import { linesOf } from '../../values/lines.js';
import { inOneNamespace } from './bundles.js';
import { placeIn } from './file-maps.js';

/** A text of a ConfigMap that a container sees as a file. */
export interface MountedText {
  readonly map: ConfigMapManifest;
  readonly text: EmbeddedText;
  /** Where the container sees it. */
  readonly path: string;
}

/** Returns the texts that a container mounts. */
export function mountedTexts(
  container: Container,
  workload: Workload,
  maps: readonly ConfigMapManifest[],
): readonly MountedText[] {
  return container.mounts.flatMap((mount) => {
    const map = maps.find((candidate) => isMounted(candidate, mount) && inOneNamespace(candidate, workload));
    return (map?.files ?? []).flatMap((text): MountedText[] => {
      const path = placeIn(mount, text.key);
      return !map || path === undefined ? [] : [{ map, text, path }];
    });
  });
}

function isMounted({ kind, name }: ConfigMapManifest, { configMap, secret }: Mount): boolean {
  return name === configMap && (kind === 'Secret') === (secret === true);
}

/** Reads a mounted text as the file that it is, with places in the manifest; undefined for files that say nothing about ports. */
export function fragmentOf({ text, path }: MountedText): Fragment | undefined {
  const { fragment } = readingOfFile(path, new TextEncoder().encode(text.text));
  if (!fragment) return undefined;
  const settings = fragment.settings.map((leaf) => ({ ...leaf, meantFor: path }));
  return relocated({ ...fragment, settings }, text.file, rangesOf(text));
}

/** Where each line of a text starts in the manifest; empty where only the place of the whole text is known. */
export function linePositions({ text, positionOf }: EmbeddedText): readonly Position[] {
  return positionOf ? lineStarts(text).map(positionOf) : [];
}

/** 0-based offsets of the lines of a text. */
function lineStarts(text: string): readonly number[] {
  let at = 0;
  return linesOf(text).map((line) => {
    const start = at;
    at += line.length + (text.charAt(at + line.length) === '\r' ? 2 : 1);
    return start;
  });
}

/** Turns ranges inside a text into ranges of the manifest. */
function rangesOf({ text, range, positionOf, isHidden }: EmbeddedText): (inside: Range) => Range {
  if (!positionOf) return () => range;
  const starts = lineStarts(text);
  const placeOf = ({ line, column }: Range['start']) => positionOf((starts[line - 1] ?? 0) + column - 1);
  return ({ start, end }) => ({ start: placeOf(start), end: placeOf(isHidden ? start : end) });
}

/** A value of plain data with other ranges and another file; the format itself stays as it is. */
function relocated<T>(value: T, file: string, place: (range: Range) => Range): T {
  const moved = (part: unknown, key: string): unknown => {
    if (key === 'format') return part;
    if (key === 'range') return place(part as Range);
    if (key === 'file') return file;
    if (Array.isArray(part)) return part.map((item) => moved(item, ''));
    if (typeof part !== 'object' || part === null || part instanceof Map) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, moved(inner, name)]));
  };
  // The shape stays the same, which the compiler cannot see.
  return moved(value, '') as T;
}
