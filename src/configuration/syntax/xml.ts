import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Leaf, Step } from '../../model/fragment.js';
import { positionsOf } from '../../values/lines.js';
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
 * Reads the values of an XML text: text of elements without children, and attributes. Comments are no values.
 * A document type is refused, so that there are neither entities nor anything outside the text.
 */
export function xmlLeaves(text: string): Leaves {
  const positionOf = positionsOf(text);
  const leaves: Leaf[] = [];
  const open: Open[] = [];
  const roots = new Map<string, number>();
  let fault: { reason: string; at: number } | undefined;
  let tagStart = 0;
  const parser = new SaxesParser();
  const rangeOf = (start: number, length: number) => ({
    start: positionOf(start),
    end: positionOf(start + Math.max(length, 1)),
  });
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
    const tag = text.slice(tagStart, parser.position);
    for (const [key, value] of Object.entries(attributes)) {
      const steps = [...open.map((entry) => entry.step), step(`@${key}`)];
      const found = new RegExp(`(?:^|\\s)${key.replace(/[.\\-]/g, '\\$&')}\\s*=\\s*["']`).exec(tag);
      leaves.push({
        steps,
        value,
        range: rangeOf(tagStart + (found ? found.index + found[0].length : 0), value.length),
      });
    }
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
      const found = text.indexOf(value, closed.from);
      leaves.push({
        steps: open.map((entry) => entry.step),
        value,
        range: rangeOf(found < 0 ? closed.from : found, value.length),
      });
    }
    open.pop();
  });
  parser.write(text).close();
  return fault
    ? { ok: false, fault: { reason: fault.reason, range: rangeOf(Math.min(fault.at, text.length), 1) } }
    : { ok: true, leaves };
}
