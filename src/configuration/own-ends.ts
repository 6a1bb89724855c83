import { isLoopback } from '../values/addresses.js';
import { OWN_HOST, parseEndpoints } from '../values/endpoints.js';
import type { ReadEnd } from './links.js';
import type { NodeReading } from './reading.js';

/**
 * Finds ends that mean the own node. Endpoints of one table or element mean one gateway: where one of them names the own port
 * by a placeholder, the others mean the own node as well, whatever number they carry.
 */
export function ownEnds(links: NodeReading['links']): (end: ReadEnd) => boolean {
  const groups = new Set<string>();
  for (const ends of links.values())
    for (const end of ends)
      if (end.group.includes('nvironment') && isOwn(end) && String(end.value).includes(':${')) groups.add(end.group);
  return (end) => groups.has(end.group) && isOwn(end);
}

/** The host that an end names, in lower case. */
function hostOfEnd({ value }: ReadEnd): string | undefined {
  return typeof value === 'string' ? parseEndpoints(value)[0]?.host : undefined;
}

function isOwn(end: ReadEnd): boolean {
  const host = hostOfEnd(end);
  return host !== undefined && (isLoopback(host) || OWN_HOST.test(host));
}
