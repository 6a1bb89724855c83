import type { Flow } from '../model/flow.js';

/** The source of connections that browsers and applications make: host and node of their rows. */
export const CLIENTS = 'clients';

/** Returns whether browsers or applications make a connection, of which the plan knows nothing else. */
export function isFromClients({ sourceNode, sourceHost, sourceAddresses }: Flow): boolean {
  return sourceNode === CLIENTS && sourceHost === CLIENTS && sourceAddresses.length === 0;
}
