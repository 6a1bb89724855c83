import { lookupIn } from '../deployment/lookup.js';
import { machineOf } from '../deployment/machine.js';
import type { Deployment } from '../model/deployment.js';

/** Returns whether a connection leaves the machine; a host that the topology does not know is another one. */
export function crosses(from: string, to: string, deployment: Deployment): boolean {
  return machineOf(from, deployment) !== machineOf(to, deployment);
}

/** Returns whether a host is the machine of a container. */
export function publishes(host: string, container: string | undefined, deployment: Deployment): boolean {
  return container !== undefined && lookupIn(deployment).host(container)?.on === host;
}
