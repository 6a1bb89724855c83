import { resolve } from 'node:path';
import { decode } from '../../files/decode.js';
import { readRegular } from '../../files/regular.js';
import { LISTING_FORMATS, readListing } from '../../listing/listing.js';
import type { Listing } from '../../model/listing.js';
import { type Io, UsageError } from '../io.js';

/** Longest listing that is read, in bytes: a log of a day. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads what a host lists from a file, or from standard input for `-`.
 * @param option the option with its value, for the message of what cannot be read
 */
export async function listingIn(file: string, option: string, io: Io): Promise<Listing> {
  const read =
    file === '-'
      ? { ok: true as const, bytes: await io.stdin(MAX_BYTES) }
      : readRegular(resolve(io.cwd, file), MAX_BYTES);
  if (!read.ok) throw new UsageError(`${option}: ${read.reason}`);
  if (read.bytes.length > MAX_BYTES) throw new UsageError(`${option}: it is longer than 64 MiB`);
  const decoded = decode(read.bytes);
  if (!decoded.ok) throw new UsageError(`${option}: ${decoded.reason}`);
  // A failed command leaves an empty file behind: `ssh app1 ss -tulpn > app1.txt`.
  if (decoded.text.trim() === '')
    throw new UsageError(`${option}: it is empty; did the command fail that lists the sockets?`);
  const listing = readListing(decoded.text);
  if (!listing) throw new UsageError(`${option}: this is none of ${LISTING_FORMATS.map(({ id }) => id).join(', ')}`);
  return listing;
}
