import { positionsOf } from '../../values/lines.js';
import type { Part } from './value.js';

/** An object of a bundle before it is parsed. */
export interface KindedPart extends Part {
  readonly kind: string;
  /** The template that it was rendered from. */
  readonly source?: string;
}

const SEPARATOR = /^---(?:[ \t].*)?$/gm;
const SOURCE = /^# Source: (\S[^\r\n]{0,500})/m;

/**
 * Splits a text into its objects without parsing it: most of a large bundle is of no interest. A line that starts with `---` is never inside
 * of a value. Lists as kubectl prints them are split at their items.
 */
export function objectsIn(file: string, text: string): readonly KindedPart[] {
  const positionOf = positionsOf(text);
  const separators = [...text.matchAll(SEPARATOR)].map(({ index, 0: line }) => ({ index, end: index + line.length }));
  return [0, ...separators.map(({ end }) => end)].flatMap((start, number) => {
    const body = text.slice(start, separators[number]?.index ?? text.length);
    const kind = kindOf(body);
    if (kind === undefined) return [];
    const source = SOURCE.exec(body.slice(0, 4096))?.[1]?.trim();
    const part = { file, positionOf, start, text: body, kind, ...(source === undefined ? {} : { source }) };
    return /List$/.test(kind) ? itemsOf(part) : [part];
  });
}

/** `kind: Service` at the start of a line; in JSON anywhere. */
function kindOf(text: string): string | undefined {
  const yaml = /^["']?kind["']?[ \t]*:[ \t]*["']?(\w+)/m.exec(text)?.[1];
  return yaml ?? (/^\s*\{/.test(text) ? /"kind"\s*:\s*"(\w+)"/.exec(text)?.[1] : undefined);
}

/** The items of a list whose lines start with `- `; a list in another layout stays one part. */
function itemsOf(list: KindedPart): readonly KindedPart[] {
  const { start, text } = list;
  const key = /^items[ \t]*:[ \t]*\r?$/m.exec(text);
  const body = key === null ? '' : text.slice(key.index + key[0].length);
  const end = key === null ? 0 : key.index + key[0].length + (/^[^\s#-]/m.exec(body)?.index ?? body.length);
  const items = [...text.matchAll(/^- /gm)].map(({ index }) => index).filter((index) => key && index > key.index);
  if (items.length === 0) return [list];
  return items.flatMap((from, index) => {
    const item = text.slice(from, Math.min(items[index + 1] ?? end, end));
    const kind = /^(?:- | {2})["']?kind["']?[ \t]*:[ \t]*["']?(\w+)/m.exec(item)?.[1];
    return kind === undefined ? [] : [{ ...list, start: start + from, text: item, kind }];
  });
}
