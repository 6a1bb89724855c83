import type { Origin } from '../model/document.js';
import { visible } from '../values/visible.js';

/** Returns a line with the place its value was read from behind it. */
export function withPlace(line: string, origin: Origin | undefined): string {
  if (!origin) return line;
  const place = origin.file === undefined || !origin.range ? '' : `${origin.file}:${origin.range.start.line}`;
  const reason = origin.why === '' ? place : place === '' ? origin.why : `${origin.why} (${place})`;
  return withReason(line, reason);
}

export function withReason(line: string, reason: string): string {
  return reason === '' ? line : `${line.padEnd(32)} # ${visible(reason)}`;
}

/** Words that YAML would read as something else. */
const AMBIGUOUS = /^(true|false|null|yes|no|on|off|y|n|~|[-+.\d].*)$/i;

/** Returns a text as YAML, plain where that is safe. */
export function scalar(text: string): string {
  return /^[A-Za-z0-9._/-]+$/.test(text) && !AMBIGUOUS.test(text) ? text : JSON.stringify(text);
}

export function key(id: string): string {
  return scalar(id);
}

/** Returns a list on one line. */
export function listLine(texts: readonly string[]): string {
  return `[${texts.map(scalar).join(', ')}]`;
}
