import type { Container, Mount, Workload } from '../../model/manifests.js';
import { type Bundle, inOneNamespace } from './bundles.js';
import { isMounted } from './file-maps.js';

/** The file that a server reads its ports from, or the folder with it, as containers see them. */
const MAIN = /(^|\/)(deployment\.(toml|yaml)|carbon\.xml|conf)$/;

/** Returns the ConfigMap or Secret that a container mounts as its configuration and that is not among the objects: `ConfigMap/gateway-conf`. */
export function absentMap({ mounts }: Container, workload: Workload, { manifests }: Bundle): string | undefined {
  const isThere = (mount: Mount) =>
    manifests.configMaps.some((map) => isMounted(map, mount) && inOneNamespace(map, workload));
  const absent = mounts.find((mount) => MAIN.test(mount.path) && !isThere(mount));
  return absent && `${absent.secret ? 'Secret' : 'ConfigMap'}/${absent.configMap}`;
}
