import type { Reporter } from './reporter.js';

/** The formats of `check`; a reporter is loaded when it is asked for. */
const REPORTERS = {
  text: async () => (await import('./text.js')).text,
  compact: async () => (await import('./compact.js')).compact,
  json: async () => (await import('./json.js')).json,
  sarif: async () => (await import('./sarif.js')).sarif,
  junit: async () => (await import('./junit.js')).junit,
  github: async () => (await import('./github.js')).github,
  gitlab: async () => (await import('./gitlab.js')).gitlab,
  markdown: async () => (await import('./markdown.js')).markdown,
  html: async () => (await import('./html/html.js')).html,
} as const satisfies Readonly<Record<string, () => Promise<Reporter>>>;

export const FORMATS: readonly string[] = Object.keys(REPORTERS);

/** The reporter of a format that {@link FORMATS} lists. */
export async function reporterOf(format: string): Promise<Reporter> {
  const load = Object.entries(REPORTERS).find(([name]) => name === format)?.[1];
  if (!load) throw new Error(`no reporter ${format}`);
  return load();
}
