import {
  Composer,
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
} from 'yaml';
import type { Path, Range } from '../model/finding.js';
import { brief } from '../values/brief.js';
import { rangesOf, withLineFeeds } from '../values/lines.js';
import { memo } from '../values/memo.js';
import { tooDeep } from '../values/yaml-depth.js';
import { type AliasTargets, inspect } from './inspect.js';
import { type Limits, limitProblem } from './limits.js';
import type { Parsed, SourceText } from './source-text.js';
import { syntaxProblem } from './syntax.js';
import { templateIn } from './template.js';
import { hasRange, isMerge, keyText } from './yaml-nodes.js';

const EMPTY = 'the file is empty; a topology needs version, hosts and nodes';

// Duplicate keys are looked for below: the library's own check is quadratic in the number of keys.
const COMPOSE_OPTIONS = { merge: true, uniqueKeys: false, stringKeys: true, prettyErrors: false } as const;

/** Reads one YAML 1.2 or JSON document. Whatever is wrong with the text is a problem with its place, never an exception. */
export function parseYaml(file: string, text: string, limits: Limits): Parsed {
  const rangeIn = rangesOf(text);
  const fail = (reason: string, start = 0, end = start + 1): Parsed => ({
    ok: false,
    problems: [syntaxProblem(file, reason, rangeIn(start, end))],
  });
  if (text.length > limits.characters) return fail(limitProblem.characters(limits.characters));
  const tokens = [...new Parser().parse(withLineFeeds(text))];
  const deep = tooDeep(tokens, limits.depth);
  if (deep !== undefined) return fail(limitProblem.depth(limits.depth), deep);
  const documents = [...new Composer(COMPOSE_OPTIONS).compose(tokens, true, text.length)];
  const [document, second] = documents;
  if (!document) return fail(EMPTY);
  if (second) return fail('a second document starts here; a topology is one document', second.range[0]);
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const template = templateAt(
      text,
      faults.map(({ pos }) => pos[0]),
    );
    if (template) return fail(template.reason, template.start, template.end);
    const places = faults.map(({ message, pos: [start, end] }) => ({
      reason: sentence(message),
      range: rangeIn(start, end),
    }));
    return {
      ok: false,
      problems: firstOfRuns(places)
        .slice(0, limits.syntaxErrors)
        .map(({ reason, range }) => syntaxProblem(file, reason, range)),
    };
  }
  if (document.contents === null) return fail(EMPTY);
  const { excess, targets } = inspect(document, limits);
  if (excess) {
    const { reason, node, first } = excess;
    const rangeOf = ({ range }: Node): Range => {
      const [start, end] = range ?? [0, 1];
      return rangeIn(start, isScalar(node) ? end : undefined);
    };
    const related = first ? [{ file, path: [], label: 'first here', range: rangeOf(first) }] : [];
    return { ok: false, problems: [{ ...syntaxProblem(file, reason, rangeOf(node)), related }] };
  }
  return { ok: true, source: sourceOf(file, text, document, targets) };
}

function sourceOf(file: string, text: string, document: Document.Parsed, targets: AliasTargets): SourceText {
  const rangeIn = rangesOf(text);
  const rangeOf = ({ range }: Node): Range => {
    const [start, end] = range ?? [0, 1];
    return rangeIn(start, end);
  };
  return {
    file,
    text,
    data: document.toJS({ maxAliasCount: -1 }),
    locate: (path, part = 'value') => rangeOf(pointedAt(document, targets, path, part)),
    textAt(path) {
      const node = pointedAt(document, targets, path, 'value');
      return isScalar(node) ? node.source : undefined;
    },
  };
}

function pointedAt(document: Document.Parsed, targets: AliasTargets, path: Path, part: 'value' | 'key'): Node {
  let value: unknown = document.contents;
  let anchor: Node = firstKey(document.contents) ?? (document.contents as Node);
  for (const [depth, step] of path.entries()) {
    const collection = targets.get(value) ?? value;
    const pair = isMap(collection) ? pairOf(targets, collection, String(step)) : undefined;
    const next: unknown = pair ? pair.value : isSeq(collection) ? collection.items[Number(step)] : undefined;
    if (pair === undefined && next === undefined) return anchor;
    const key = pair?.key as Node | undefined;
    if (key && part === 'key' && depth === path.length - 1) return key;
    anchor = key ?? firstKey(next) ?? (next as Node);
    value = next;
  }
  return isCollection(value) || !hasRange(value) || isEmpty(value) ? anchor : value;
}

/** `app1:` has a value without a character of its own; its key is what can be seen. */
function isEmpty({ range }: Node): boolean {
  return range?.[0] === range?.[1];
}

/** An item of a sequence has no key of its own; the first key in it represents it. */
function firstKey(node: unknown): Node | undefined {
  const first = isMap(node) ? node.items[0] : undefined;
  return first && hasRange(first.key) ? first.key : undefined;
}

function pairOf(targets: AliasTargets, map: YAMLMap, key: string): Pair | undefined {
  const own = pairsByKey(map).get(key);
  if (own) return own;
  for (const pair of map.items.filter(isMerge)) {
    const merged = targets.get(pair.value) ?? pair.value;
    for (const item of isSeq(merged) ? merged.items : [merged]) {
      const source = targets.get(item) ?? item;
      const hit = isMap(source) ? pairOf(targets, source, key) : undefined;
      if (hit) return hit;
    }
  }
  return undefined;
}

/** The pairs of a map by their keys, made once: a search per finding would be quadratic in a crowded file. */
const pairsByKey = memo(
  (map: YAMLMap): ReadonlyMap<string, Pair> =>
    new Map(map.items.filter((pair) => !isMerge(pair)).map((pair) => [keyText(pair), pair])),
);

interface Fault {
  readonly reason: string;
  readonly range: Range;
}

/** One slip brings errors of the lines that follow as well: only the first of errors on neighbouring lines is reported. */
function firstOfRuns(faults: readonly Fault[]): readonly Fault[] {
  const inOrder = faults.toSorted((a, b) => a.range.start.line - b.range.start.line);
  return inOrder.filter(({ range }, index) => {
    const before = inOrder[index - 1];
    return before === undefined || range.start.line > before.range.start.line + 1;
  });
}

/** Finds the part of a template in the lines that have errors, as offsets in the text. */
function templateAt(text: string, offsets: readonly number[]) {
  for (const offset of offsets) {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    const end = text.indexOf('\n', offset);
    const line = text.slice(start, end < 0 ? undefined : end);
    const found = templateIn(line);
    if (found) return { reason: found.reason, start: start + found.start, end: start + found.end };
  }
  return undefined;
}

/** The library quotes a whole token behind this, however long it is. */
const DUMP = /^(Unexpected \S+ token in YAML stream).*/s;

/** The library's messages are sentences; ours start low and have no full stop. */
function sentence(message: string): string {
  if (message.includes('stringKeys')) return 'a key is a single word or text; this one is a list or a map';
  if (message.includes('Tabs are not allowed')) return 'tabs are not allowed as indentation; use spaces';
  const first = brief((message.split('\n')[0] ?? message).replace(DUMP, '$1'));
  return first.charAt(0).toLowerCase() + first.slice(1).replace(/\.$/, '');
}
