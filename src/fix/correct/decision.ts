import { flow, PLAIN } from '../splice/render.js';

/** Returns `2 -> 3`, or `3` where no value was written before. */
export function fromTo(from: unknown, to: unknown): string {
  return from === undefined ? textOf(to) : `${textOf(from)} -> ${textOf(to)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? flow(value, { ...PLAIN, padding: '' }) : String(value);
}
