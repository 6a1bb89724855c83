import { standardProfile } from '../catalogue/release.js';
import { placeOf, unreadOf } from '../configuration/reading.js';
import type { UnreadPlace } from '../model/fragment.js';
import type { IdentifiedNode } from './identified.js';

type Node = Pick<IdentifiedNode, 'node' | 'identity'>;

/** Returns what the files of nodes hold that looks relevant and that nothing takes. Nodes that read one file say the same of it. */
export function unreadValues(nodes: readonly Node[]): readonly UnreadPlace[] {
  const places = nodes.flatMap(({ node, identity: { release, profile } }) =>
    unreadOf(node.fragments, release, profile?.value ?? standardProfile(release)),
  );
  return [...new Map(places.map((place) => [`${place.kind} ${placeOf(place)}`, place])).values()];
}
