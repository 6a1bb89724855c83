import { posix } from 'node:path';
import { groupBy } from '../../deployment/lookup.js';
import type { Format, Fragment } from '../../model/fragment.js';
import type { ManifestObject, Manifests } from '../../model/manifests.js';

/** The objects of one cluster. */
export interface Bundle {
  /** The name that distinguishes it from other bundles of the same tree. */
  readonly name?: string;
  readonly files: readonly string[];
  readonly format: Format;
  readonly manifests: Manifests;
}

/**
 * Puts manifests together: all files are one bundle, unless two of them define the same workload. Then each folder is a bundle of its own,
 * or each file of a folder that repeats one.
 */
export function bundlesIn(fragments: readonly Fragment[]): readonly Bundle[] {
  const all = fragments.filter(({ manifests }) => manifests !== undefined);
  if (!repeats(all)) return bundleOf(all);
  const folders = [...groupBy(all, ({ file }) => posix.dirname(file))];
  return folders.flatMap(([folder, own]) =>
    repeats(own) ? own.flatMap((fragment) => bundleOf([fragment], fragment.file)) : bundleOf(own, folder),
  );
}

function repeats(fragments: readonly Fragment[]): boolean {
  const seen = new Set<string>();
  for (const { manifests } of fragments) {
    const keys = new Set(manifests?.workloads.map(keyOf));
    if ([...keys].some((key) => seen.has(key))) return true;
    for (const key of keys) seen.add(key);
  }
  return false;
}

function keyOf({ kind, namespace, name }: ManifestObject): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

function bundleOf(fragments: readonly Fragment[], name?: string): Bundle[] {
  const [first] = fragments;
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
