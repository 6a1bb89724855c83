import type { Leaf } from '../../model/fragment.js';
import { linesOf } from '../../values/lines.js';
import { type Leaves, MAX_LEAVES, step } from '../leaf.js';

/** Reads the values of a Java properties file: one key and value a line, `#` and `!` start comments. */
export function propertiesLeaves(text: string): Extract<Leaves, { ok: true }> {
  const leaves: Leaf[] = [];
  for (const [index, line] of linesOf(text).entries()) {
    const text = line.trimEnd();
    const key = /^\s*([^\s=:#!][^\s=:]*)/.exec(text);
    if (key?.[1] === undefined || leaves.length > MAX_LEAVES) continue;
    const value = text.slice(key[0].length).replace(/^\s*[=:]?\s*/, '');
    const start = { line: index + 1, column: text.length - value.length + 1 };
    if (value !== '')
      leaves.push({
        steps: [step(key[1])],
        value,
        range: { start, end: { ...start, column: start.column + value.length } },
      });
  }
  return { ok: true, leaves };
}
