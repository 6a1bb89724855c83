import { emptyFragment } from '../../configuration/format.js';
import { kubernetes } from '../../configuration/formats/kubernetes.js';
import type { Fragment } from '../../model/fragment.js';
import type { Container, Workload } from '../../model/manifests.js';
import { type Bundle, inOneNamespace } from './bundles.js';
import { isMounted } from './file-maps.js';

/** The file that a server reads its ports from, or the folder with it, as containers see them. */
const MAIN = /(^|\/)(deployment\.(toml|yaml)|carbon\.xml|conf)$/;

/**
 * Returns what stands for configuration that a container mounts and that is not there: an offset that is not known. Without it the node would be
 * judged as if it were configured as shipped.
 * @param own what is known of the configuration of the container
 */
export function absentConfiguration(
  { file, range, mounts }: Container,
  workload: Workload,
  { manifests: { configMaps } }: Bundle,
  own: readonly Fragment[],
): readonly Fragment[] {
  if (own.length > 0) return [];
  const isThere = (mount: Container['mounts'][number]) =>
    configMaps.some((map) => isMounted(map, mount) && inOneNamespace(map, workload));
  const absent = mounts.find((mount) => MAIN.test(mount.path) && !isThere(mount));
  if (!absent) return [];
  const unknown = `${absent.secret ? 'Secret' : 'ConfigMap'}/${absent.configMap}`;
  return [
    { ...emptyFragment(file, kubernetes), offset: { value: { unknown, isAbsent: true }, file, range, why: 'offset' } },
  ];
}
