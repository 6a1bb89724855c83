import { emptyFragment } from '../configuration/format.js';
import type { SourceRange } from '../model/found.js';
import type { Format, Fragment } from '../model/fragment.js';

/**
 * Returns a fragment for configuration that a container mounts and that is missing. Its offset is not known, so that the node is not judged by the
 * ports that its product ships with.
 * @param name what it mounts, for people
 */
export function absentConfiguration(name: string, { file, range }: SourceRange, format: Format): Fragment {
  const value = { unknown: name, isAbsent: true } as const;
  return { ...emptyFragment(file, { ...format, survivesToml: true }), offset: { value, file, range, why: 'offset' } };
}
