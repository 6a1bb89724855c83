import type { Limits } from './limits.js';
import { CODE, isGap, isQuote, plainEnd, quotedEnd, scalarEnd, UNKNOWN } from './plain-scalars.js';

/** The result of reading a document: its data, or the places of its values. A map that has a key already returns false. */
export interface Builder<T> {
  map(start: number): T;
  list(start: number): T;
  /** Undefined for a scalar whose value it does not know. `text` is the content, and the place includes quotes. */
  scalar(text: string, isQuoted: boolean, start: number, end: number): T | undefined;
  add(map: T, key: string, keyStart: number, keyEnd: number, value: T): boolean;
  push(list: T, value: T): void;
  /** The end of a collection in brackets, behind the bracket. */
  close(collection: T, end: number): void;
}

/**
 * Reads plain YAML: maps and lists by indentation, or in brackets on one line, and scalars on one line, without escapes, anchors, tags and
 * directives. That is what topologies are written in. Returns undefined for any other text, right or wrong, which is left to the library:
 * of what this reads, the library makes the same data at the same places.
 */
export function readPlainYaml<T>(text: string, limits: Limits, builder: Builder<T>): T | undefined {
  if (text.length > limits.characters || FOREIGN.test(text) || MARKER.test(text)) return undefined;
  try {
    return new Reader(text, limits, builder).document();
  } catch (error) {
    if (error === UNKNOWN) return undefined;
    throw error;
  }
}

/** Anything but line feeds and characters that are shown as they are: tabs, other line ends, marks, what takes two code units. */
const FOREIGN = /[^\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

/** The start or end of a document. */
const MARKER = /^(?:---|\.\.\.)/m;

/** Longer keys have to be written in another way. */
const MAX_KEY = 1000;

class Reader<T> {
  private readonly text: string;
  private readonly builder: Builder<T>;
  private readonly maxDepth: number;
  private left: number;
  /** The first character of the present line that is not a space; the length of the text at its end. */
  private at = 0;
  /** The column of that character, from 0; -1 at the end. */
  private indent = -1;
  private depth = 0;

  constructor(text: string, { depth, values }: Limits, builder: Builder<T>) {
    this.text = text;
    this.builder = builder;
    // A scalar is a level of its own.
    this.maxDepth = depth - 1;
    this.left = values;
  }

  document(): T {
    this.toContent(0);
    if (this.indent !== 0 || this.isItem()) throw UNKNOWN;
    const document = this.map();
    if (this.at < this.text.length) throw UNKNOWN;
    return document;
  }

  /** Goes to the next line that has more than a comment, from the start of a line. */
  private toContent(lineStart: number): void {
    const { text } = this;
    for (let start = lineStart; start < text.length; ) {
      const at = this.skipSpaces(start);
      const code = text.charCodeAt(at);
      if (at < text.length && code !== CODE.lineFeed && code !== CODE.hash) {
        this.at = at;
        this.indent = at - start;
        return;
      }
      const end = text.indexOf('\n', at);
      start = end < 0 ? text.length : end + 1;
    }
    this.at = text.length;
    this.indent = -1;
  }

  /** Goes to the next line with content, from behind a value: only a comment may follow it on its line. */
  private toNextLine(from: number): void {
    const { text } = this;
    const at = this.skipSpaces(from);
    const code = text.charCodeAt(at);
    if (at < text.length && code !== CODE.lineFeed && (code !== CODE.hash || at === from)) throw UNKNOWN;
    const end = text.indexOf('\n', at);
    this.toContent(end < 0 ? text.length : end + 1);
  }

  private isItem(): boolean {
    return this.text.charCodeAt(this.at) === CODE.dash && isGap(this.text.charCodeAt(this.at + 1));
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > this.maxDepth) throw UNKNOWN;
    this.count();
  }

  private count(): void {
    this.left -= 1;
    if (this.left < 0) throw UNKNOWN;
  }

  /** A map whose first key is at the present place, all keys at its column. */
  private map(): T {
    const { builder, indent } = this;
    this.enter();
    const map = builder.map(this.at);
    while (this.indent === indent) {
      const start = this.at;
      const end = this.keyEnd(start, false);
      const key = this.keyText(start, end);
      if (!builder.add(map, key, start, end, this.valueBehind(end + 1, indent))) throw UNKNOWN;
    }
    if (this.indent > indent) throw UNKNOWN;
    this.depth -= 1;
    return map;
  }

  private keyText(start: number, end: number): string {
    this.count();
    const quotes = isQuote(this.text, start) ? 1 : 0;
    return this.text.slice(start + quotes, end - quotes);
  }

  /** Returns where a key ends, which a colon follows. */
  private keyEnd(start: number, inBrackets: boolean): number {
    const end = scalarEnd(this.text, start, inBrackets);
    const isKey = this.text.charCodeAt(end) === CODE.colon && isGap(this.text.charCodeAt(end + 1));
    if (!isKey || end - start > MAX_KEY || (end - start === 2 && this.text.startsWith('<<', start))) throw UNKNOWN;
    return end;
  }

  /** The value of a key, from behind its colon: on the same line, or below it. */
  private valueBehind(from: number, indent: number): T {
    const { text } = this;
    const at = this.skipSpaces(from);
    const code = text.charCodeAt(at);
    if (at < text.length && code !== CODE.lineFeed && code !== CODE.hash) return this.inline(at);
    if (code === CODE.hash && at === from) throw UNKNOWN;
    this.toNextLine(from);
    if (this.indent === indent && this.isItem()) return this.list();
    if (this.indent <= indent) return this.scalar('', false, from, from);
    return this.isItem() ? this.list() : this.map();
  }

  /** A list whose first dash is at the present place, all dashes at its column. */
  private list(): T {
    const { builder, indent, text } = this;
    this.enter();
    const list = builder.list(this.at);
    while (this.indent === indent && this.isItem()) {
      const at = this.skipSpaces(this.at + 1);
      const code = text.charCodeAt(at);
      if (at >= text.length || code === CODE.lineFeed || code === CODE.hash) throw UNKNOWN;
      const lineStart = this.at - indent;
      this.at = at;
      if (this.isItem()) throw UNKNOWN;
      if (this.isKeyAhead(at)) {
        this.indent = at - lineStart;
        builder.push(list, this.map());
      } else builder.push(list, this.inline(at));
    }
    if (this.indent > indent) throw UNKNOWN;
    this.depth -= 1;
    return list;
  }

  private isKeyAhead(start: number): boolean {
    const code = this.text.charCodeAt(start);
    if (code === CODE.openList || code === CODE.openMap) return false;
    const end = scalarEnd(this.text, start, false);
    return this.text.charCodeAt(end) === CODE.colon;
  }

  /** A value that ends on its line, and what follows on the line. */
  private inline(start: number): T {
    const value = this.flow(start, false);
    this.toNextLine(this.at);
    return value;
  }

  /** A scalar, or a collection in brackets; afterwards `at` is behind it. */
  private flow(start: number, inBrackets: boolean): T {
    const code = this.text.charCodeAt(start);
    if (code === CODE.openMap) return this.bracketedMap(start);
    if (code === CODE.openList) return this.bracketedList(start);
    if (isQuote(this.text, start)) {
      this.at = quotedEnd(this.text, start);
      return this.scalar(this.text.slice(start + 1, this.at - 1), true, start, this.at);
    }
    this.at = plainEnd(this.text, start, inBrackets);
    if (this.text.charCodeAt(this.at) === CODE.colon) throw UNKNOWN;
    return this.scalar(this.text.slice(start, this.at), false, start, this.at);
  }

  private scalar(text: string, isQuoted: boolean, start: number, end: number): T {
    this.count();
    const value = this.builder.scalar(text, isQuoted, start, end);
    if (value === undefined) throw UNKNOWN;
    return value;
  }

  private bracketedMap(start: number): T {
    const { builder } = this;
    this.enter();
    const map = builder.map(start);
    let at = this.skipSpaces(start + 1);
    while (this.text.charCodeAt(at) !== CODE.closeMap) {
      const end = this.keyEnd(at, true);
      const key = this.keyText(at, end);
      const value = this.flow(this.skipSpaces(end + 1), true);
      if (!builder.add(map, key, at, end, value)) throw UNKNOWN;
      at = this.behindEntry(CODE.closeMap);
    }
    return this.closed(map, at + 1);
  }

  private bracketedList(start: number): T {
    const { builder } = this;
    this.enter();
    const list = builder.list(start);
    let at = this.skipSpaces(start + 1);
    while (this.text.charCodeAt(at) !== CODE.closeList) {
      builder.push(list, this.flow(at, true));
      at = this.behindEntry(CODE.closeList);
    }
    return this.closed(list, at + 1);
  }

  private closed(collection: T, end: number): T {
    this.at = end;
    this.depth -= 1;
    this.builder.close(collection, end);
    return collection;
  }

  /** Returns where the next entry or the closing bracket is; a comma in front of the bracket is left to the library. */
  private behindEntry(closing: number): number {
    const at = this.skipSpaces(this.at);
    const code = this.text.charCodeAt(at);
    if (code === closing) return at;
    if (code !== CODE.comma) throw UNKNOWN;
    const next = this.skipSpaces(at + 1);
    if (this.text.charCodeAt(next) === closing) throw UNKNOWN;
    return next;
  }

  private skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === CODE.space) at++;
    return at;
  }
}
