import type { Listing } from '../model/listing.js';
import type { ListingFormat } from './format.js';
import { ansibleFacts } from './formats/ansible-facts.js';
import { carbonLog } from './formats/carbon-log.js';
import { lsof } from './formats/lsof.js';
import { netstat } from './formats/netstat.js';
import { nmap } from './formats/nmap.js';
import { osquery } from './formats/osquery.js';
import { procNet } from './formats/proc-net.js';
import { ss } from './formats/ss.js';

/** Formats of listings; the first that a text looks like reads it. A log may quote any of the others, so it is the last. */
export const LISTING_FORMATS: readonly ListingFormat[] = [
  ss,
  netstat,
  lsof,
  procNet,
  osquery,
  ansibleFacts,
  nmap,
  carbonLog,
];

/** Reads what a tool lists; undefined for a text that is not a listing of a known format. */
export function readListing(text: string): Listing | undefined {
  const plain = text.replace(/^\ufeff/, '');
  const format = LISTING_FORMATS.find(({ matches }) => matches(plain));
  return format && { format: format.id, ...format.read(plain) };
}
