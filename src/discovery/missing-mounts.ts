import { namesOf } from '../configuration/leaf.js';
import type { Fragment, Leaf, Service, UnreadPlace } from '../model/fragment.js';
import { posix } from '../values/posix.js';
import { pathsOf } from './inside.js';

const CONFIGURATION = /deployment\.(toml|yaml)(:|$)|wso2-config-volume|\/conf(ig)?s?(\/|:|$)/;
/** The file itself, the folder that it is in, or the folder that images of the vendor copy over it. */
const MAIN = /(deployment\.(toml|yaml)|carbon\.xml|\/conf|wso2-config-volume)\/?(:|$)/;
const OTHER = /log|security|artifacts|mysql|postgres|my\.cnf|\.(jks|p12|jar|war|car|pem|crt)(:|$)/;

/**
 * Finds the configuration that services of a product mount and that is not there. Services that read their ports from it know that it is absent.
 * @param exists says whether there is something at a path
 */
export function checkedMounts(
  all: readonly Fragment[],
  exists: (path: string) => boolean,
): { readonly fragments: readonly Fragment[]; readonly missing: readonly UnreadPlace[] } {
  const missing: UnreadPlace[] = [];
  const fragments = all.map((fragment) => {
    const services = fragment.services.map((service) => {
      const mounts = missingOf(service, exists);
      missing.push(...mounts.map(({ place }) => place));
      const main = mounts.find(({ isMain }) => isMain);
      return main ? { ...service, absent: main.place } : service;
    });
    return services.some(({ absent }) => absent) ? { ...fragment, services } : fragment;
  });
  return { fragments, missing };
}

interface MissingMount {
  readonly place: UnreadPlace;
  readonly isMain: boolean;
}

function missingOf({ file, hints, values }: Service, exists: (path: string) => boolean): readonly MissingMount[] {
  if (!hints.some(({ aspect }) => aspect === 'product')) return [];
  return values.filter(isMount).flatMap(({ value, range }): MissingMount[] => {
    const source = value.replace(/:.*/s, '');
    const isPath = /^(\.{0,2}\/|[\w@-]+\/)/.test(source);
    if (!isPath || value.includes('$') || !CONFIGURATION.test(value) || OTHER.test(value)) return [];
    const what = source.startsWith('/') ? source : posix.normalize(source).replace(/(?<=.)\/$/, '');
    if (pathsOf(posix.dirname(file), source).some(exists)) return [];
    const kind = source.startsWith('/') ? OF_MACHINE : MISSING;
    return [{ place: { kind, what, file, range }, isMain: MAIN.test(value) }];
  });
}

function isMount(leaf: Leaf): boolean {
  return ['volumes', 'volumes/source'].includes(namesOf(leaf));
}

const MISSING =
  'configuration that a compose file mounts and that is not here; where a script makes it, run that first';
const OF_MACHINE =
  'configuration that a compose file mounts from a folder of the machine; check it there, or name that folder as well';
