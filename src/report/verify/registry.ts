import type { VerificationReporter } from './reporter.js';

/** The formats of `verify`; a reporter is loaded when it is asked for. */
const REPORTERS = {
  text: async () => (await import('./text.js')).text,
  markdown: async () => (await import('./markdown.js')).markdown,
  json: async () => (await import('./json.js')).json,
  junit: async () => (await import('./junit.js')).junit,
} as const satisfies Readonly<Record<string, () => Promise<VerificationReporter>>>;

export type VerificationFormat = keyof typeof REPORTERS;

export const VERIFICATION_FORMATS = Object.keys(REPORTERS) as readonly VerificationFormat[];

export async function verificationReporterOf(format: VerificationFormat): Promise<VerificationReporter> {
  return REPORTERS[format]();
}
