import { groupBy } from '../../deployment/lookup.js';
import type { Fragment } from '../../model/fragment.js';
import type { ConfigMapManifest, Container, FileMap, Mount, Workload } from '../../model/manifests.js';
import { posix } from '../../values/posix.js';
import { pathsOf } from '../inside.js';
import { type Bundle, inOneNamespace } from './bundles.js';

/** Finds files of the tree by their own path, and by the folder that they are in. */
export interface TreeFiles {
  at(path: string): readonly Fragment[];
}

export function treeFiles(fragments: readonly Fragment[]): TreeFiles {
  const files = groupBy(fragments, ({ file }) => file);
  const folders = groupBy(fragments, ({ file }) => posix.dirname(file));
  return { at: (path) => files.get(path) ?? folders.get(path) ?? [] };
}

/** A file of the tree that a container sees. */
export interface MountedFile {
  readonly fragment: Fragment;
  /** As the container sees it. */
  readonly mounted: Fragment;
}

type MapName = Pick<ConfigMapManifest, 'kind' | 'name' | 'namespace'>;

/** Returns whether a mount names a ConfigMap or Secret: one of each may have the same name. */
export function isMounted({ kind, name }: MapName, { configMap, secret }: Mount): boolean {
  return name === configMap && (kind === 'Secret') === (secret === true);
}

/** Returns the files of the tree that a container mounts from ConfigMaps which a script or Kustomize makes of them. */
export function mountedFiles(
  container: Container,
  workload: Workload,
  { manifests: { configMaps, fileMaps } }: Bundle,
  files: TreeFiles,
): readonly MountedFile[] {
  const isMeant = (map: MapName, mount: Mount) => isMounted(map, mount) && inOneNamespace(map, workload);
  return container.mounts.flatMap((mount) => {
    if (configMaps.some((map) => isMeant(map, mount))) return [];
    const found = fileMaps
      .filter((map) => isMeant({ ...map, kind: 'ConfigMap' }, mount))
      .map((map) => filesOf(map, mount, files));
    // Scripts for several clusters make the same map.
    return found.find((own) => own.length > 0) ?? [];
  });
}

function filesOf({ file: from, paths }: FileMap, mount: Mount, files: TreeFiles): MountedFile[] {
  return paths.flatMap(({ path, key }) => {
    const [own = []] = pathsOf(posix.dirname(from), path)
      .map((candidate) => files.at(candidate))
      .filter((found) => found.length > 0);
    return own.flatMap((fragment) => {
      const meantFor = placeIn(mount, key ?? posix.basename(fragment.file));
      if (meantFor === undefined) return [];
      const settings = fragment.settings.map((leaf) => ({ ...leaf, meantFor }));
      return [{ fragment, mounted: { ...fragment, settings } }];
    });
  });
}

/** Where a container sees a key of a ConfigMap; undefined where it does not. */
export function placeIn({ path, key, names }: Mount, entry: string): string | undefined {
  const name = names.size === 0 ? entry : names.get(entry);
  if (name === undefined) return undefined;
  if (key === undefined) return posix.join(path, name);
  return key === name ? path : undefined;
}
