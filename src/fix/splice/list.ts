import type { YAMLSeq } from 'yaml';
import { rangeOf, type TextPage } from './page.js';
import { type FlowStyle, flow } from './render.js';
import { type Change, lineEnd, lineStart } from './text.js';

/** Adds items behind the last one of a list: in its brackets, or on a line each below it. */
export function* appendItems(
  node: YAMLSeq,
  items: readonly unknown[],
  style: FlowStyle,
  { text, lineBreak }: TextPage,
): Iterable<Change> {
  if (items.length === 0) return;
  const list = rangeOf(node);
  const last = node.items.at(-1);
  const texts = items.map((item) => flow(item, style));
  if (node.flow) {
    const start = last ? rangeOf(last).end : list.start + 1;
    yield { start, end: start, text: `${last ? style.comma : ''}${texts.join(style.comma)}` };
    return;
  }
  const indent = ' '.repeat(list.start - lineStart(text, list.start));
  // The range of a block ends behind its last line break, where it has one.
  const end = text.slice(0, rangeOf(last).end).trimEnd().length;
  const start = lineEnd(text, end);
  yield { start, end: start, text: texts.map((each) => `${lineBreak}${indent}- ${each}`).join('') };
}
