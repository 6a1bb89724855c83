import { groupBy } from '../../deployment/lookup.js';
import type { ConfigSetting } from '../../model/desired.js';
import { visible } from '../../values/visible.js';

/** File by file, each element or path with its value. */
export function placeLines(settings: readonly ConfigSetting[]): readonly string[] {
  const files = groupBy(settings, ({ file = '' }) => file);
  return [...files].flatMap(([file, entries]) => [
    file === '' ? 'no known file:' : visible(file),
    ...entries.map(line),
  ]);
}

function line({ setting = '', id, value, target }: ConfigSetting): string {
  const about = id === 'offset' ? '' : `   (${id}${target === undefined ? '' : ` of ${target}`})`;
  return visible(`  ${setting === '' ? id : setting} = ${value}${setting === '' && target === undefined ? '' : about}`);
}
