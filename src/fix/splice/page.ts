import { isScalar, type Pair, type ParsedNode } from 'yaml';

/** The text that is changed, and what new text has to look like. */
export interface TextPage {
  readonly text: string;
  readonly lineBreak: string;
  /** Keys whose maps are in braces elsewhere in the document. */
  readonly flowKeys: ReadonlySet<string>;
}

/** Returns the range of a parsed node, 0-based offsets with an exclusive end. */
export function rangeOf(node: unknown): { start: number; end: number } {
  const range = (node as ParsedNode).range;
  return { start: range[0], end: range[1] };
}

/** Returns the key of a pair as text; empty where it is a collection. */
export function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

/** Returns whether a pair is a merge key (`<<`); in quotes it is a key like any other. */
export function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.type === 'PLAIN' && (key.source === '<<' || key.value === '<<');
}
