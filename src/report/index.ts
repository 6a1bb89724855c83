import type { Reporter } from './reporter.js';

/** The formats of `check`, by name; a reporter is loaded when it is asked for. */
export const REPORTERS: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.js')).text,
  compact: async () => (await import('./compact.js')).compact,
  json: async () => (await import('./json.js')).json,
};
