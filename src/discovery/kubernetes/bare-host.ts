import type { Found } from '../../model/fragment.js';
import type { ManifestObject } from '../../model/manifests.js';
import type { FoundHost } from '../found-host.js';

/** The machine of pods on the host's network, and of the ports that Services open on every machine. */
export const MACHINES = 'cluster-machine';

/** Returns a host of which only the name is known. */
export function bareHost(id: string, why: string): FoundHost {
  return { id, why, publish: [], occupied: [], addresses: [] };
}

export function rangeOf({ file, range }: ManifestObject) {
  return { file, range };
}

/** Returns a port that is the same inside and outside. */
export function published(port: Found<number>): Found<string> {
  return { ...port, value: `${port.value}:${port.value}` };
}
