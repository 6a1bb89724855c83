import type { PortReporter } from './reporter.js';

/** The formats of `ports`; a reporter is loaded when it is asked for. */
const REPORTERS = {
  table: async () => (await import('./table.js')).table,
  markdown: async () => (await import('./markdown.js')).markdown,
  csv: async () => (await import('./csv.js')).csv,
  json: async () => (await import('./json.js')).json,
  html: async () => (await import('./html.js')).html,
  svg: async () => (await import('./svg.js')).svg,
} as const satisfies Readonly<Record<string, () => Promise<PortReporter>>>;

export type PortFormat = keyof typeof REPORTERS;

export const PORT_FORMATS = Object.keys(REPORTERS) as readonly PortFormat[];

export async function portReporterOf(format: PortFormat): Promise<PortReporter> {
  return REPORTERS[format]();
}
