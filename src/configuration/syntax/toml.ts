import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Range } from '../../model/finding.js';
import type { Leaf, Step } from '../../model/fragment.js';
import { rangesOf } from '../../values/lines.js';
import { type Leaves, MAX_DEPTH, MAX_LEAVES, step } from '../leaf.js';

/** Reads the values of a TOML text. Items of arrays are leaves of their own, numbered. */
export function tomlLeaves(text: string): Leaves {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const reason = `values are nested more than ${MAX_DEPTH} levels deep`;
    return { ok: false, fault: { reason, range: rangesOf(text)(deep) } };
  }
  try {
    const leaves: Leaf[] = [];
    for (const entry of parseTOML(text).body[0].body) {
      if (entry.type === 'TOMLTable') for (const pair of entry.body) addPair(pair, stepsOf(entry.resolvedKey), leaves);
      else addPair(entry, [], leaves);
    }
    return { ok: true, leaves };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { ok: false, fault: { reason: sentence(error.message), range: rangesOf(text)(error.index) } };
  }
}

/** Strings, comments and brackets; everything else is skipped. */
const TOKENS = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[[\]{}]/g;

/** Where brackets are nested deeper than is read, by offset: both parser and walk are recursive. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return index;
  }
  return undefined;
}

function addPair(pair: AST.TOMLKeyValue, base: readonly Step[], leaves: Leaf[]): void {
  const keys = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  addValue(pair.value, [...base, ...stepsOf(keys)], leaves);
}

function addValue(node: AST.TOMLContentNode, steps: readonly Step[], leaves: Leaf[]): void {
  // Deeper values are not settings of these products; the text itself is valid.
  if (steps.length > MAX_DEPTH || leaves.length > MAX_LEAVES) return;
  if (node.type === 'TOMLInlineTable') {
    for (const pair of node.body) addPair(pair, steps, leaves);
  } else if (node.type === 'TOMLArray') {
    for (const [index, item] of node.elements.entries()) addValue(item, numbered(steps, index), leaves);
  } else if (node.kind === 'string' || node.kind === 'integer' || node.kind === 'boolean') {
    leaves.push({ steps, value: String(node.value), range: rangeOf(node.loc) });
  }
}

/** Table names with the numbers of array tables: `apim`, `gateway`, `environment`, 0. */
function stepsOf(key: readonly (string | number)[]): Step[] {
  let steps: Step[] = [];
  for (const part of key)
    if (typeof part === 'string') steps.push(step(part));
    else steps = numbered(steps, part);
  return steps;
}

/** The same steps, the last one with its number in an array. */
function numbered(steps: readonly Step[], index: number): Step[] {
  return [...steps.slice(0, -1), ...steps.slice(-1).map((last) => ({ ...last, index }))];
}

/** The parser counts columns from 0. */
function rangeOf({ start, end }: AST.SourceLocation): Range {
  return { start: { line: start.line, column: start.column + 1 }, end: { line: end.line, column: end.column + 1 } };
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
}
