import { builtImage } from '../configuration/built-image.js';
import type { Fragment, UnreadPlace } from '../model/fragment.js';
import { START } from '../values/lines.js';
import { isAtOrBelow, posix } from '../values/posix.js';
import type { FileGroup } from './groups.js';

/** Returns those of some homes that are the only one that a Dockerfile copies: each runs in a container of that image. */
export function builtHomes(homes: readonly string[], fragments: readonly Fragment[]): ReadonlySet<string> {
  return new Set(
    fragments.flatMap(({ file, recipe }) => {
      if (!recipe) return [];
      const sources = builtImage(file, recipe).sources.map((source) =>
        posix.join(posix.dirname(file), ...foldersNamed(source)),
      );
      const copied = homes.filter((home) => sources.some((source) => isAtOrBelow(home, source)));
      return copied.length === 1 ? copied : [];
    }),
  );
}

/** The parts of a path in front of the first wildcard or variable. */
function foldersNamed(source: string): readonly string[] {
  const parts = source.split('/').filter((part) => part !== '');
  const open = parts.findIndex((part) => /[*?[$]/.test(part));
  return open < 0 ? parts : parts.slice(0, open);
}

/** Whether files lie in a role of a playbook, which copies them to the machines that it is for. */
export function isOfRole({ home }: FileGroup): boolean {
  return /(?:^|\/)roles\/[^/]+\/(?:files|templates)(?:\/|$)/.test(home.key);
}

/** Whether a role only copies some files over those of a product: its tasks edit the others there, so that its ports are not known. */
export function isPartOfRole(group: FileGroup): boolean {
  const { fragments } = group;
  const saysOffset = fragments.some(({ format, offset }) => format.model === 'toml' || offset);
  return isOfRole(group) && !saysOffset && fragments.some(({ file }) => file.endsWith('.xml'));
}

/** Says which roles have no node for this reason. */
export function unreadRoles(groups: readonly FileGroup[]): readonly UnreadPlace[] {
  const kind = 'files that a role of a playbook copies over those of a product, whose offset is in none of them';
  return groups.flatMap(({ home, fragments }) =>
    fragments.slice(0, 1).map(({ file }) => ({ kind, what: home.key, file, range: START })),
  );
}
