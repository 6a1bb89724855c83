import type { Finding, ReportedFix } from '../model/report.js';

/** What there is to say below a finding's message, line by line: why, and what was tried against it. Nothing is escaped yet. */
export function explanationOf({ notes, fixes }: Finding): readonly string[] {
  return [...notes, ...fixes.map((fix, index) => `${fixes.length > 1 ? `fix ${index + 1}` : 'fix'}: ${fixText(fix)}`)];
}

/** The change, and where the product keeps the value. */
export function fixText({ title, configuration }: ReportedFix): string {
  const places = configuration.map(({ file, setting }) => `${setting.split('/').at(-1)} in ${file}`).join('; ');
  return places === '' ? title : `${title} (${places})`;
}
