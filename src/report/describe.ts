import type { Finding, ReportedFix } from '../model/report.js';

/** Returns the lines below a finding's message: why, and the fixes that were tried. Nothing is escaped yet. */
export function explanationOf({ notes, fixes }: Finding): readonly string[] {
  return [
    ...notes,
    ...fixes.flatMap((fix, index) => [
      `${fixes.length > 1 ? `fix ${index + 1}` : 'fix'}: ${fixText(fix)}`,
      ...(fix.lines ?? []),
    ]),
  ];
}

/** Returns the change, and where the product keeps the value. */
export function fixText({ title, configuration }: ReportedFix): string {
  const places = placesOf(configuration);
  return places === '' ? title : `${title} (${places})`;
}

/** Places shown of one fix; one that corrects everything may touch very many. */
const SHOWN = 3;

/**
 * Returns where people make the change in the product, each place once: `ThriftClientPort in repository/conf/api-manager.xml`; the file alone where
 * the value is a key itself.
 */
export function placesOf(configuration: ReportedFix['configuration']): string {
  const places = [
    ...new Set(configuration.map(({ file, setting }) => `${setting.split('/').at(-1)} in ${file}`.trimStart())),
  ];
  const more = places.length - SHOWN;
  return `${places.slice(0, SHOWN).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
