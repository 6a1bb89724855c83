import type { ChangeReporter } from './reporter.js';

/** The formats of `diff`; a reporter is loaded when it is asked for. */
const REPORTERS = {
  text: async () => (await import('./text.js')).text,
  markdown: async () => (await import('./markdown.js')).markdown,
  json: async () => (await import('./json.js')).json,
} as const satisfies Readonly<Record<string, () => Promise<ChangeReporter>>>;

export type ChangeFormat = keyof typeof REPORTERS;

export const CHANGE_FORMATS = Object.keys(REPORTERS) as readonly ChangeFormat[];

export async function changeReporterOf(format: ChangeFormat): Promise<ChangeReporter> {
  return REPORTERS[format]();
}
