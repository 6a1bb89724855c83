import type { Listing, Sight } from '../model/listing.js';
import type { Protocol } from '../model/product.js';
import { isLoopback } from '../values/addresses.js';
import { contains } from '../values/ports.js';

/** Returns whether listings of one host would show a socket if it were there; each may see another part of it. */
export function isInSight(
  listings: readonly Listing[],
  { port, protocol, bind }: { readonly port: number; readonly protocol: Protocol; readonly bind: string },
): boolean {
  const seeing = listings
    .map(({ sight }) => sight)
    .filter(
      ({ protocols, ports, outside, partial }: Sight) =>
        partial !== true &&
        protocols.includes(protocol) &&
        (ports === undefined || ports.some((range) => contains(range, port))) &&
        !(outside && isLoopback(bind)),
    );
  const families = new Set(seeing.flatMap(({ family }) => (family === undefined ? ['ipv4', 'ipv6'] : [family])));
  return families.size === 2;
}
