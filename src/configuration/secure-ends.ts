import type { ReleaseLink } from '../catalogue/release.js';
import type { DialledAddress } from '../model/fragment.js';
import { parseEndpoints } from '../values/endpoints.js';
import { isPort } from '../values/ports.js';
import type { ReadEnd } from './links.js';
import type { NodeSettings } from './node-settings.js';
import { hasSecurePlace, secureLeavesAt } from './setting-place.js';

/** Where a data publisher logs in by default: DEFAULT_AUTH_PORT_OFFSET of wso2/carbon-analytics-common. */
const AUTHENTICATION_ABOVE = 100;

/**
 * Finds the second connection of each data publisher: before it sends events, it logs in at another port of the receiver. Publishers whose
 * login is a link of its own in the catalogue are left out.
 */
export function secureEnds(settings: NodeSettings, links: ReadonlyMap<string, readonly ReadEnd[]>): DialledAddress[] {
  const dials = new Map<string, DialledAddress>();
  const known = new Set(
    [...links.values()].flatMap((ends) => ends.flatMap(({ value }) => serversOf(String(value), 0))),
  );
  for (const link of settings.release.links) {
    const ends = links.get(link.id);
    if (!ends || !isPublisher(link)) continue;
    const written = secureLeavesAt(settings.leaves, link.settings).filter((leaf) => !settings.isClosed(leaf));
    const servers =
      written.length > 0
        ? written.flatMap(({ value, file, range }) => serversOf(value, 0).map((to) => ({ to, file, range })))
        : ends.flatMap(({ value, file, range }) =>
            serversOf(String(value), AUTHENTICATION_ABOVE).map((to) => ({ to, file, range })),
          );
    for (const server of servers.filter(({ to }) => !known.has(to)))
      dials.set(`${link.id} ${server.to}`, { ...server, purpose: `${link.id}, authentication`, byProducts: true });
  }
  return [...dials.values()];
}

/** A receiver list, without a link of its own for the login. */
function isPublisher({ settings, writtenAs, pairedWith }: ReleaseLink): boolean {
  return hasSecurePlace(settings) || (writtenAs === 'bridge' && pairedWith.length === 0);
}

function serversOf(text: string, above: number): string[] {
  return parseEndpoints(text).flatMap(({ host, port }) =>
    host === undefined || port === undefined || !isPort(port + above)
      ? []
      : [`${host.includes(':') ? `[${host}]` : host}:${port + above}`],
  );
}
