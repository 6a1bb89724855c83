import type { Flow } from '../model/flow.js';

/** By source, destination, port and link: names by code units, the same on every platform and in every locale. */
export function byPlace(a: Flow, b: Flow): number {
  return (
    compare(a.sourceHost, b.sourceHost) ||
    compare(a.sourceNode, b.sourceNode) ||
    compare(a.destinationHost, b.destinationHost) ||
    compare(a.destinationNode ?? '', b.destinationNode ?? '') ||
    a.port - b.port ||
    compare(a.protocol, b.protocol) ||
    compare(a.link, b.link) ||
    compare(a.dialled ?? '', b.dialled ?? '')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
