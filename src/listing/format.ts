import type { Listing } from '../model/listing.js';

/** A way in which tools list sockets. */
export interface ListingFormat {
  readonly id: string;
  /** For people: the command that makes it. */
  readonly title: string;
  /** Returns whether a text is of this format; it looks at marks that no other format has. */
  readonly matches: (text: string) => boolean;
  readonly read: (text: string) => Omit<Listing, 'format'>;
}
