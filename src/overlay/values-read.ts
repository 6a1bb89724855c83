import { type Release, standardProfile } from '../catalogue/release.js';
import { placeOf, readNode } from '../configuration/reading.js';
import type { ConfigurationTree } from '../model/fragment.js';

/** Returns how many values of a node's files are ports or ends of links to a release. */
export function valuesRead({ fragments }: ConfigurationTree, release: Release): number {
  const { ports, asShipped, links } = readNode(fragments, release, standardProfile(release));
  return new Set([...ports.values(), ...asShipped.ports.values(), ...[...links.values()].flat()].map(placeOf)).size;
}
