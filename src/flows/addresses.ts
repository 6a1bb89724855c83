import { lookupIn } from '../deployment/lookup.js';
import type { Deployment } from '../model/deployment.js';
import { isNumeric } from '../values/addresses.js';

/** Returns the IP addresses of a host, as far as the plan has them; for a container those of its machine. */
export function numbersOf(id: string, deployment: Deployment): readonly string[] {
  if (isNumeric(id)) return [id];
  const host = lookupIn(deployment).host(id);
  const own = host?.addresses.filter(isNumeric) ?? [];
  return own.length > 0 || host?.on === undefined ? own : numbersOf(host.on, deployment);
}
