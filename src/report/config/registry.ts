import type { ConfigReporter } from './reporter.js';

/** The formats of `config`; a reporter is loaded when it is asked for. */
const REPORTERS = {
  text: async () => (await import('./text.js')).text,
  json: async () => (await import('./json.js')).json,
} as const satisfies Readonly<Record<string, () => Promise<ConfigReporter>>>;

export type ConfigFormat = keyof typeof REPORTERS;

export const CONFIG_FORMATS = Object.keys(REPORTERS) as readonly ConfigFormat[];

export async function configReporterOf(format: ConfigFormat): Promise<ConfigReporter> {
  return REPORTERS[format]();
}
