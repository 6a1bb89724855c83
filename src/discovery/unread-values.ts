import { placeOf, unreadOf } from '../configuration/reading.js';
import type { UnreadPlace } from '../model/fragment.js';
import { type IdentifiedNode, profileIn } from './identified.js';

type Node = Pick<IdentifiedNode, 'node' | 'identity'>;

/** Returns what the files of nodes hold that looks relevant and that nothing takes. Nodes that read one file say the same of it. */
export function unreadValues(nodes: readonly Node[]): readonly UnreadPlace[] {
  const places = nodes.flatMap(({ node, identity }) => unreadOf(node.fragments, identity.release, profileIn(identity)));
  return [...new Map(places.map((place) => [`${place.kind} ${placeOf(place)}`, place])).values()];
}
