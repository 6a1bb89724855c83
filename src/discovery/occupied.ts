import type { OccupiedFields } from '../model/topology.js';
import { parseRange } from '../values/ports.js';

/** Returns a published port of a container that is not a node, as a port of its machine that is taken. */
export function occupiedFields(published: string, by: string): OccupiedFields | undefined {
  const match = /^(?:(.+):)?(\d+(?:-\d+)?):[\d-]+(?:\/(tcp|udp))?$/.exec(published);
  const range = match?.[2] === undefined ? undefined : parseRange(match[2]);
  if (!match || !range) return undefined;
  const protocol = match[3] === 'tcp' || match[3] === 'udp' ? { protocol: match[3] as 'tcp' | 'udp' } : {};
  return {
    ...(range.from === range.to ? { port: range.from } : { ports: `${range.from}-${range.to}` }),
    ...protocol,
    ...(match[1] === undefined ? {} : { bind: match[1] }),
    by,
  };
}
