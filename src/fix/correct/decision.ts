import type { Edit, Path } from '../../model/finding.js';
import { flow, PLAIN } from '../splice/render.js';

/** Returns `2 -> 3`, or `3` where no value was written before. */
export function fromTo(from: unknown, to: unknown): string {
  return from === undefined ? textOf(to) : `${textOf(from)} -> ${textOf(to)}`;
}

/** Returns what edits change, in one line: `links.event-hub-rest.url a -> b`, with the owner where that is not the subject. */
export function changesText(edits: readonly Edit[], subject: string): string {
  const placeOf = (path: Path) => `${path[1] === subject ? '' : `${path[1]}: `}${path.slice(2).join('.')}`;
  return edits.map(({ path, from, to }) => `${placeOf(path)} ${fromTo(from, to)}`).join(', ');
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? flow(value, { ...PLAIN, padding: '' }) : String(value);
}
