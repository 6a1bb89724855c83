import type { Flow } from '../model/flow.js';
import { compareTexts } from '../values/lists.js';

/** By source, destination, port and link: names by code units, the same on every platform and in every locale. */
export function byPlace(a: Flow, b: Flow): number {
  return (
    compareTexts(a.sourceHost, b.sourceHost) ||
    compareTexts(a.sourceNode, b.sourceNode) ||
    compareTexts(a.destinationHost, b.destinationHost) ||
    compareTexts(a.destinationNode ?? '', b.destinationNode ?? '') ||
    a.port - b.port ||
    compareTexts(a.protocol, b.protocol) ||
    compareTexts(a.link, b.link) ||
    compareTexts(a.dialled ?? '', b.dialled ?? '')
  );
}
