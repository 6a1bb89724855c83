import type { Decision } from '../../model/correction.js';
import type { Edit, Path } from '../../model/finding.js';
import { flow, PLAIN } from '../splice/render.js';

/** Returns one edit for each value, from its present to its last content; a value that ends as it was has none. */
export function editsOf(decisions: readonly Decision[]): readonly Edit[] {
  const merged = new Map<string, Edit>();
  for (const edit of decisions.flatMap(({ edits }) => edits)) {
    const key = `${edit.file} ${edit.path.join('/')}`;
    const first = merged.get(key);
    merged.set(key, first ? { ...first, to: edit.to } : edit);
  }
  return [...merged.values()].filter(({ from, to }) => from !== to);
}

/** Returns `2 -> 3`, or `3` where no value was written before. */
export function fromTo(from: unknown, to: unknown): string {
  return from === undefined ? textOf(to) : `${textOf(from)} -> ${textOf(to)}`;
}

/** Returns what edits change, in one line: `links.event-hub-rest.url a -> b`, with the owner where that is not the subject. */
export function changesText(edits: readonly Edit[], subject: string): string {
  const placeOf = (path: Path) => `${path[1] === subject ? '' : `${path[1]}: `}${path.slice(2).join('.')}`;
  return edits.map(({ path, from, to }) => `${placeOf(path)} ${fromTo(from, to)}`).join(', ');
}

/** Returns a value in one line: a map as YAML in braces. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? flow(value, { ...PLAIN, padding: '' }) : String(value);
}
