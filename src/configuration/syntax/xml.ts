import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Leaf, Step } from '../../model/fragment.js';
import { rangesOf } from '../../values/lines.js';
import { type Leaves, MAX_DEPTH, MAX_LEAVES, step } from '../leaf.js';

interface Open {
  readonly step: Step;
  /** Offset behind the `>` of the start tag. */
  readonly from: number;
  readonly counts: Map<string, number>;
  text: string;
  hasChildren: boolean;
}

/**
 * Reads the values of an XML text: text of elements without children, and attributes. Comments are left out.
 * A document type is refused, so that there are neither entities nor anything outside the text.
 */
export function xmlLeaves(text: string): Leaves {
  const rangeIn = rangesOf(text);
  const leaves: Leaf[] = [];
  const open: Open[] = [];
  const roots = new Map<string, number>();
  let fault: { reason: string; at: number } | undefined;
  let tagStart = 0;
  const parser = new SaxesParser();
  const rangeOf = (start: number, length: number) => rangeIn(start, start + length);
  const stop = (reason: string) => {
    fault ??= { reason, at: Math.max(0, parser.position - 1) };
  };

  parser.on('error', (error) => stop(error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')));
  parser.on('doctype', () => stop('a document type is not read'));
  parser.on('opentagstart', () => {
    tagStart = parser.position;
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    if (fault) return;
    if (open.length >= MAX_DEPTH) return stop(`elements are nested more than ${MAX_DEPTH} levels deep`);
    if (leaves.length > MAX_LEAVES) return stop(`the file has more than ${MAX_LEAVES} values`);
    const parent = open.at(-1);
    if (parent) parent.hasChildren = true;
    const counts = parent?.counts ?? roots;
    const local = name.replace(/^.*:/, '');
    const index = counts.get(local) ?? 0;
    counts.set(local, index + 1);
    open.push({
      step: step(local, index, attributes),
      from: parser.position,
      counts: new Map(),
      text: '',
      hasChildren: false,
    });
    const around = open.map((entry) => entry.step);
    const places = attributePlaces(text.slice(tagStart, parser.position));
    for (const [key, value] of Object.entries(attributes))
      leaves.push({
        steps: [...around, step(`@${key}`)],
        value,
        range: rangeOf(tagStart + (places.get(key) ?? 0), value.length),
      });
  });
  const addText = (part: string) => {
    const last = open.at(-1);
    if (last) last.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.at(-1);
    if (!fault && closed && !closed.hasChildren && closed.text.trim() !== '') {
      const value = closed.text.trim();
      // A value with an entity is not in the text as it is, and the rest of the file must not be searched for it.
      const found = text.slice(closed.from, parser.position).indexOf(value);
      leaves.push({
        steps: open.map((entry) => entry.step),
        value,
        range: rangeOf(closed.from + Math.max(found, 0), value.length),
      });
    }
    open.pop();
  });
  parser.write(text).close();
  return fault
    ? { ok: false, fault: { reason: fault.reason, range: rangeOf(Math.min(fault.at, text.length), 1) } }
    : { ok: true, leaves };
}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/dg;

/** Where the value of each attribute of a start tag begins, in characters from the start of the tag. */
function attributePlaces(tag: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const { 1: name = '', indices } of tag.matchAll(ATTRIBUTE)) {
    const [start] = indices?.[2] ?? indices?.[3] ?? [0];
    places.set(name, start);
  }
  return places;
}
