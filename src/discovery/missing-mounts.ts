import { namesOf } from '../configuration/leaf.js';
import type { Fragment, Leaf, UnreadPlace } from '../model/fragment.js';
import { posix } from '../values/posix.js';
import { pathsOf } from './inside.js';

const CONFIGURATION = /deployment\.(toml|yaml)(:|$)|wso2-config-volume|\/conf(ig)?s?(\/|:|$)/;
const OTHER = /log|security|artifacts|mysql|postgres|my\.cnf|\.(jks|p12|jar|war|car|pem|crt)(:|$)/;

/** Returns the configuration that services of a product mount and that is not there. `exists` says whether a path is. */
export function missingMounts(
  fragments: readonly Fragment[],
  exists: (path: string) => boolean,
): readonly UnreadPlace[] {
  return fragments.flatMap(({ file, services }) =>
    services
      .filter(({ hints }) => hints.some(({ aspect }) => aspect === 'product'))
      .flatMap(({ values }) => values.filter(isMount))
      .flatMap(({ value, range }): UnreadPlace[] => {
        const source = value.replace(/:.*/s, '');
        const isPath = /^(\.{0,2}\/|[\w@-]+\/)/.test(source);
        if (!isPath || value.includes('$') || !CONFIGURATION.test(value) || OTHER.test(value)) return [];
        const what = source.startsWith('/') ? source : posix.normalize(source).replace(/(?<=.)\/$/, '');
        if (pathsOf(posix.dirname(file), source).some(exists)) return [];
        return [{ kind: source.startsWith('/') ? OF_MACHINE : MISSING, what, file, range }];
      }),
  );
}

function isMount(leaf: Leaf): boolean {
  return ['volumes', 'volumes/source'].includes(namesOf(leaf));
}

const MISSING =
  'configuration that a compose file mounts and that is not here; where a script makes it, run that first';
const OF_MACHINE =
  'configuration that a compose file mounts from a folder of the machine; check it there, or name that folder as well';
