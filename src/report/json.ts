import type { Reporter } from './reporter.js';

/** The whole report, as `schemas/report.schema.json` describes it. */
export const json: Reporter = (report) => jsonText(report);

/** JSON that is safe to look at: what a terminal could obey stands as an escape, which means the same. */
export function jsonText(value: unknown): string {
  const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
  return `${JSON.stringify(value, null, 2).replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
