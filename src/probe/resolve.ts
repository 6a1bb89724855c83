import { lookup } from 'node:dns/promises';
import { normalBind } from '../values/addresses.js';
import { within } from './within.js';

/** Milliseconds that the system has to find a name. */
const PATIENCE = 5000;

/** Returns the addresses of a name as programs of this machine find them; none where it does not resolve in time. */
export async function addressesOfName(name: string): Promise<readonly string[]> {
  const found = await within(
    PATIENCE,
    lookup(name, { all: true }).then(
      (entries) => entries.map(({ address }) => normalBind(address)),
      // A name that is not known and a server that does not answer are the same for who needs it.
      () => [],
    ),
  );
  return [...new Set(found)].sort();
}
