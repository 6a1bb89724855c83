import { Composer, type Document, isAlias, isMap, isScalar, isSeq, type Node, Parser, type Scalar } from 'yaml';
import type { Range } from '../../model/finding.js';
import type { Fault, Found } from '../../model/fragment.js';
import type { PositionOf } from '../../values/lines.js';
import { tooDeep } from '../../values/yaml-depth.js';
import { MAX_DEPTH } from '../leaf.js';

/** One YAML document of a larger text, or the item of a list in it. */
export interface Part {
  readonly file: string;
  /** Positions in the whole text. */
  readonly positionOf: PositionOf;
  /** 0-based offset of the part. */
  readonly start: number;
  readonly text: string;
}

/** A value of a manifest: a map, a list or a scalar, or nothing at all. Asking for what is not there is allowed and gives nothing. */
export class Value {
  private readonly node: Node | undefined;
  private readonly document: Document;
  readonly part: Part;

  constructor(node: unknown, document: Document, part: Part) {
    const found = isAlias(node) ? node.resolve(document) : node;
    this.node = isMap(found) || isSeq(found) || isScalar(found) ? found : undefined;
    this.document = document;
    this.part = part;
  }

  at(...keys: readonly string[]): Value {
    const [key, ...rest] = keys;
    if (key === undefined) return this;
    const pair = isMap(this.node) ? this.node.items.find((item) => isScalar(item.key) && item.key.value === key) : null;
    return this.inner(pair?.value).at(...rest);
  }

  get items(): readonly Value[] {
    return isSeq(this.node) ? this.node.items.map((item) => this.inner(item)) : [];
  }

  get entries(): readonly (readonly [string, Value])[] {
    if (!isMap(this.node)) return [];
    return this.node.items.flatMap(({ key, value }) =>
      isScalar(key) ? [[String(key.value), this.inner(value)] as const] : [],
    );
  }

  /** The scalar as text; undefined for collections and for nothing. */
  get text(): string | undefined {
    const value = isScalar(this.node) ? this.node.value : undefined;
    return value === undefined || value === null ? undefined : String(value).trim();
  }

  get exists(): boolean {
    return this.node !== undefined;
  }

  get scalar(): Scalar | undefined {
    return isScalar(this.node) ? this.node : undefined;
  }

  get range(): Range {
    const [from, to] = this.node?.range ?? [0, 1];
    const { positionOf, start } = this.part;
    return { start: positionOf(start + from), end: positionOf(start + Math.max(to, from + 1)) };
  }

  /** The value with its place. */
  found<T>(value: T, why: string): Found<T> {
    return { value, why, file: this.part.file, range: this.range };
  }

  private inner(node: unknown): Value {
    return new Value(node, this.document, this.part);
  }
}

/** Returns the value of a part, or why it has none. */
export function manifestValue(part: Part): { readonly value: Value } | { readonly fault: Fault } {
  const tokens = [...new Parser().parse(part.text)];
  const deep = tooDeep(tokens, MAX_DEPTH);
  const at = (offset: number): Range => ({
    start: part.positionOf(part.start + offset),
    end: part.positionOf(part.start + offset + 1),
  });
  if (deep !== undefined)
    return { fault: { reason: `the document is nested more than ${MAX_DEPTH} levels deep`, range: at(deep) } };
  const composer = new Composer({ merge: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [document] = [...composer.compose(tokens, true, part.text.length)];
  const [error] = document?.errors ?? [];
  if (!document || error) {
    const reason = (error?.message ?? 'the document is empty').replace(/\.$/, '');
    return { fault: { reason: reason.charAt(0).toLowerCase() + reason.slice(1), range: at(error?.pos[0] ?? 0) } };
  }
  return { value: new Value(document.contents, document, part) };
}
