import type { Reporter } from './reporter.js';

/** The formats of `check`; a reporter is loaded when it is asked for. */
const REPORTERS = {
  text: async () => (await import('./text/text.js')).text,
  compact: async () => (await import('./compact.js')).compact,
  json: async () => (await import('./json.js')).json,
  sarif: async () => (await import('./sarif.js')).sarif,
  junit: async () => (await import('./junit.js')).junit,
  rdjson: async () => (await import('./rdjson.js')).rdjson,
  github: async () => (await import('./github.js')).github,
  gitlab: async () => (await import('./gitlab.js')).gitlab,
  markdown: async () => (await import('./markdown.js')).markdown,
  html: async () => (await import('./html/html.js')).html,
} as const satisfies Readonly<Record<string, () => Promise<Reporter>>>;

/** A format of `check`. */
export type FormatName = keyof typeof REPORTERS;

/** Contains the names of all formats of `check`. */
export const FORMATS = Object.keys(REPORTERS) as readonly FormatName[];

/**
 * Loads the reporter of a format.
 * @throws RangeError for a name that {@link FORMATS} does not list
 */
export async function reporterOf(format: FormatName): Promise<Reporter> {
  const load = Object.hasOwn(REPORTERS, format) ? REPORTERS[format] : undefined;
  if (!load) throw new RangeError(`there is no format ${format}; there are ${FORMATS.join(', ')}`);
  return load();
}
