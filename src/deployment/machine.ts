import type { Deployment } from '../model/deployment.js';
import { lookupIn } from './lookup.js';

/** Returns the machine at the bottom of containers in containers; a host that the topology does not know is one itself. */
export function machineOf(id: string, deployment: Deployment): string {
  const { host } = lookupIn(deployment);
  let machine = id;
  for (let on = host(id)?.on; on !== undefined; on = host(on)?.on) machine = on;
  return machine;
}
