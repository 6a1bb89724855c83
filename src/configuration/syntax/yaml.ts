import { Composer, type Document, isAlias, isMap, isScalar, isSeq, type Node, Parser, visit } from 'yaml';
import type { Range } from '../../model/finding.js';
import type { Leaf, Step } from '../../model/fragment.js';
import { rangesOf, withLineFeeds } from '../../values/lines.js';
import { tooDeep } from '../../values/yaml-depth.js';
import { type Leaves, MAX_DEPTH, MAX_LEAVES, step } from '../leaf.js';

/** Reads the values of the first YAML document of a text; merge keys and aliases are followed. */
export function yamlLeaves(text: string): Leaves {
  const rangeIn = rangesOf(text);
  const fail = (reason: string, start: number): Leaves => ({
    ok: false,
    fault: { reason, range: rangeIn(start) },
  });
  const tokens = [...new Parser().parse(withLineFeeds(text))];
  const deep = tooDeep(tokens, MAX_DEPTH);
  if (deep !== undefined) return fail(`the document is nested more than ${MAX_DEPTH} levels deep`, deep);
  const [document] = [
    ...new Composer({ merge: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' }).compose(
      tokens,
      true,
      text.length,
    ),
  ];
  if (!document) return { ok: true, leaves: [] };
  const [fault] = document.errors;
  if (fault) return fail(sentence(fault.message), fault.pos[0]);
  const walk = new Walk(document, ([start, end]) => rangeIn(start, end));
  walk.visit(document.contents, []);
  return walk.excess === undefined
    ? { ok: true, leaves: walk.leaves }
    : fail(`the file has more than ${MAX_LEAVES} values`, walk.excess);
}

/** A key that names a server. */
const ENDPOINT_KEY = /^[A-Za-z][\w.-]*:\d{1,5}$/;

class Walk {
  readonly leaves: Leaf[] = [];
  excess: number | undefined;
  private visited = 0;
  /** Maps that are being merged: one may name itself, and a chain of them costs a level of recursion each. */
  private readonly merging = new Set<unknown>();
  private readonly targets: ReadonlyMap<unknown, Node>;
  private readonly rangeOf: (range: readonly [number, number]) => Range;

  constructor(document: Document.Parsed, rangeOf: (range: readonly [number, number]) => Range) {
    this.targets = aliasTargets(document);
    this.rangeOf = rangeOf;
  }

  visit(value: unknown, steps: readonly Step[]): void {
    if (this.excess !== undefined || steps.length > MAX_DEPTH) return;
    const node = this.targetOf(value);
    const [start, end] = spanOf(node);
    // Aliases of aliases grow a small text without limit, so that visits count and not only values.
    if (++this.visited > MAX_LEAVES) this.excess = start;
    else if (isMap(node)) this.visitMap(node.items, steps);
    else if (isSeq(node)) this.visitItems(node.items, steps);
    else if (isScalar(node) && node.value !== null) {
      this.leaves.push({ steps, value: String(node.value).trim(), range: this.rangeOf([start, end]) });
    }
  }

  private visitMap(
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    steps: readonly Step[],
    known: Set<string> = new Set(),
  ): void {
    for (const { key, value } of items) {
      const name = nameOf(key);
      if (isMergeKey(name) || known.has(name)) continue;
      known.add(name);
      // `- worker:9443: [...]`: the key is the value.
      if (isScalar(key) && ENDPOINT_KEY.test(name))
        this.leaves.push({ steps, value: name, range: this.rangeOf(spanOf(key)) });
      this.visit(value, [...steps, step(name)]);
    }
    for (const { key, value } of items) if (isMergeKey(nameOf(key))) this.visitMerged(value, steps, known);
  }

  /** Keys of the map itself hide merged ones, those of a merged map the ones of maps behind it. */
  private visitMerged(value: unknown, steps: readonly Step[], known: Set<string>): void {
    const merged = this.targetOf(value);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const map = this.targetOf(source);
      if (++this.visited > MAX_LEAVES) [this.excess] = spanOf(map);
      else if (isMap(map) && !this.merging.has(map) && this.merging.size < MAX_DEPTH) {
        this.merging.add(map);
        this.visitMap(map.items, steps, known);
        this.merging.delete(map);
      }
    }
  }

  private visitItems(items: readonly unknown[], steps: readonly Step[]): void {
    const parent = steps.at(-1) ?? step('');
    for (const [index, item] of items.entries()) {
      this.visit(item, [...steps.slice(0, -1), { ...parent, index, attributes: this.attributesOf(item) }]);
    }
  }

  /** The value that distinguishes an item of a list: its id, type or name; `- dataReceiver: {type: Thrift}` has it a level below. */
  private attributesOf(item: unknown): Readonly<Record<string, string>> {
    const outer = this.targetOf(item);
    if (!isMap(outer)) return {};
    const inner = outer.items.length === 1 ? this.targetOf(outer.items[0]?.value) : undefined;
    const node = isMap(inner) ? inner : outer;
    const named = ['id', 'type', 'name'].flatMap((name) => {
      const value = node.get(name);
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    return Object.fromEntries(named);
  }

  private targetOf(value: unknown): Node | undefined {
    if (isAlias(value)) return this.targets.get(value);
    return isMap(value) || isSeq(value) || isScalar(value) ? value : undefined;
  }
}

/** Returns the nodes that aliases mean, each the last one with its anchor above it. Asking an alias walks the whole document. */
export function aliasTargets(document: Document): ReadonlyMap<unknown, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(document, {
    Node: (_, node) => {
      const target = isAlias(node) ? anchors.get(node.source) : undefined;
      if (target) targets.set(node, target);
      if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function spanOf(node: Node | undefined): readonly [number, number] {
  const [start, end] = node?.range ?? [0, 0];
  return [start, end];
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.source ?? key.value) : '';
}

function isMergeKey(name: string): boolean {
  return name === '<<';
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
}
