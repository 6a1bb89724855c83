import type { FlowReporter } from './reporter.js';

/** The formats of `flows`; a reporter is loaded when it is asked for. */
const REPORTERS = {
  table: async () => (await import('./table.js')).table,
  markdown: async () => (await import('./markdown.js')).markdown,
  csv: async () => (await import('./csv.js')).csv,
  json: async () => (await import('./json.js')).json,
  networkpolicy: async () => (await import('./networkpolicy.js')).networkpolicy,
  mermaid: async () => (await import('./mermaid.js')).mermaid,
  svg: async () => (await import('./svg.js')).svg,
} as const satisfies Readonly<Record<string, () => Promise<FlowReporter>>>;

export type FlowFormat = keyof typeof REPORTERS;

export const FLOW_FORMATS = Object.keys(REPORTERS) as readonly FlowFormat[];

export async function flowReporterOf(format: FlowFormat): Promise<FlowReporter> {
  return REPORTERS[format]();
}
