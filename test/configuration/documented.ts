import type { Format } from '../../src/model/fragment.js';

/** Formats without a row in the table of a document. */
export function undocumented(formats: readonly Format[], text: string): string[] {
  return formats.map(({ id }) => id).filter((id) => !text.includes(`| \`${id}\` |`));
}
