import { noManifests } from '../../configuration/kubernetes/objects.js';
import { groupBy } from '../../deployment/lookup.js';
import type { ChartValue } from '../../model/chart-value.js';
import type { Format, Fragment } from '../../model/fragment.js';
import type { ManifestObject, Manifests } from '../../model/manifests.js';
import { posix } from '../../values/posix.js';

/** The objects of one cluster. */
export interface Bundle {
  /** The name that distinguishes it from other bundles of the same tree. */
  readonly name?: string;
  /** It is what a chart becomes. */
  readonly ofChart?: true;
  /** Ports among the values of that chart which do not decide what they should. */
  readonly chartValues?: readonly ChartValue[];
  readonly files: readonly string[];
  readonly format: Format;
  readonly manifests: Manifests;
}

/**
 * Puts manifests together. What a chart becomes is a bundle. All other files are one bundle, unless two of them define the same object. Then each folder of those, and in the end each
 * file, is looked at by itself, together with what is beside it and repeats nothing.
 */
export function bundlesIn(fragments: readonly Fragment[]): readonly Bundle[] {
  const all = fragments.filter(({ manifests }) => manifests !== undefined);
  const releases = groupBy(
    all.filter(({ release }) => release !== undefined),
    ({ release = '' }) => release,
  );
  const others = all.filter(({ release }) => release === undefined);
  const name = (release: string) => (releases.size === 1 && others.length === 0 ? undefined : release);
  return [
    ...[...releases].flatMap(([release, own]) =>
      bundleOf(own, name(release)).map((bundle) => ({ ...bundle, ofChart: true as const, ...chartValuesIn(own) })),
    ),
    ...(repeatedIn(others, unitOf).size === 0 ? bundleOf(others) : bundlesBelow('.', others, [])),
  ];
}

function chartValuesIn(fragments: readonly Fragment[]): Pick<Bundle, 'chartValues'> {
  const chartValues = fragments.find((fragment) => fragment.chartValues)?.chartValues ?? [];
  return chartValues.length === 0 ? {} : { chartValues };
}

function bundlesBelow(folder: string, own: readonly Fragment[], beside: readonly Fragment[]): readonly Bundle[] {
  if (repeatedIn(own, unitOf).size === 0) return bundleOf([...own, ...beside], folder);
  const partOf = ({ file }: Fragment) => partBelow(folder, file);
  const repeated = repeatedIn(own, (fragment, kind) =>
    kind === 'map' && partOf(fragment) === fragment.file ? folder : partOf(fragment),
  );
  const parts = [...groupBy(own, partOf)].map(([name, files]) => ({ name, files }));
  const isRival = ({ files }: { readonly files: readonly Fragment[] }) =>
    files.some((fragment) => keysOf(fragment).some(({ key }) => repeated.has(key)));
  const rivals = parts.filter(isRival);
  if (rivals.length > 0) {
    const common = parts.filter((part) => !isRival(part)).flatMap(({ files }) => files);
    return rivals.flatMap(({ name, files }) => bundlesBelow(name, files, [...common, ...beside]));
  }
  const repeating = parts.filter(({ files }) => repeatedIn(files, unitOf).size > 0);
  const others = parts.filter((part) => !repeating.includes(part)).flatMap(({ files }) => files);
  return [
    ...repeating.flatMap(({ name, files }) => bundlesBelow(name, files, beside)),
    ...bundleOf(others, folder === '.' ? undefined : folder),
  ];
}

/** The folder right below another one that a file is in; the file itself for one directly in it. */
function partBelow(folder: string, file: string): string {
  const end = file.indexOf('/', folder === '.' ? 0 : folder.length + 1);
  return end < 0 ? file : file.slice(0, end);
}

/** The origins of objects: files, and folders of the scripts that make ConfigMaps, of which one is run. */
function unitOf({ file }: Fragment, kind: 'object' | 'map'): string {
  return kind === 'map' ? posix.dirname(file) : file;
}

/** The keys of objects that more than one unit defines. */
function repeatedIn(
  fragments: readonly Fragment[],
  unit: (fragment: Fragment, kind: 'object' | 'map') => string,
): ReadonlySet<string> {
  const units = new Map<string, string>();
  const repeated = new Set<string>();
  for (const fragment of fragments)
    for (const { kind, key } of keysOf(fragment)) {
      const known = units.get(key) ?? unit(fragment, kind);
      units.set(key, known);
      if (known !== unit(fragment, kind)) repeated.add(key);
    }
  return repeated;
}

function keysOf({ manifests = noManifests() }: Fragment): readonly { kind: 'object' | 'map'; key: string }[] {
  const { workloads, services, fileMaps } = manifests;
  return [
    ...[...workloads, ...services].map((object) => ({ kind: 'object' as const, key: keyOf(object) })),
    ...fileMaps.map(({ name, namespace = '' }) => ({ kind: 'map' as const, key: `map ${namespace} ${name}` })),
  ];
}

function keyOf({ kind, namespace, name }: ManifestObject): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

function bundleOf(fragments: readonly Fragment[], name?: string): Bundle[] {
  const first = fragments.find(({ manifests }) => manifests?.workloads.length) ?? fragments[0];
  if (!first) return [];
  const all = fragments.flatMap(({ manifests }) => manifests ?? []);
  return [
    {
      ...(name === undefined ? {} : { name }),
      files: fragments.map(({ file }) => file),
      format: first.format,
      manifests: {
        workloads: all.flatMap(({ workloads }) => workloads),
        services: all.flatMap(({ services }) => services),
        routes: all.flatMap(({ routes }) => routes),
        configMaps: all.flatMap(({ configMaps }) => configMaps),
        fileMaps: all.flatMap(({ fileMaps }) => fileMaps),
        policies: all.flatMap(({ policies }) => policies),
        tlsPolicies: all.flatMap(({ tlsPolicies }) => tlsPolicies),
      },
    },
  ];
}

/** Returns whether two objects can be in one namespace; one that does not say is where the others are. */
export function inOneNamespace(
  { namespace: a }: Pick<ManifestObject, 'namespace'>,
  { namespace: b }: Pick<ManifestObject, 'namespace'>,
): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Returns a name with the namespace of its object, where that is known: `gateway.api`. */
export function nameInNamespace(name: string, { namespace }: Pick<ManifestObject, 'namespace'>): string {
  return namespace === undefined ? name : `${name}.${namespace}`;
}
