import { emptyFragment } from '../configuration/format.js';
import type { SourceRange } from '../model/found.js';
import type { Format, Fragment } from '../model/fragment.js';

/**
 * Returns what stands for configuration that a container mounts and that is not there: an offset that is not known. Without it the node would be
 * judged as if it were configured as shipped.
 * @param name what it mounts, for people
 */
export function absentConfiguration(name: string, { file, range }: SourceRange, format: Format): Fragment {
  const value = { unknown: name, isAbsent: true } as const;
  return { ...emptyFragment(file, { ...format, survivesToml: true }), offset: { value, file, range, why: 'offset' } };
}
