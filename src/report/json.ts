import type { Reporter } from './reporter.js';

/** The whole report, as `schemas/report.schema.json` describes it. */
export const json: Reporter = (report) => jsonText(report);

/** Writes JSON that is safe to print: characters that a terminal would obey become escapes with the same meaning. */
export function jsonText(value: unknown): string {
  const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
  return `${JSON.stringify(value, null, 2).replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
