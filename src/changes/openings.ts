import type { OpeningChange } from '../model/changes.js';
import type { Flow } from '../model/flow.js';

/** Returns the rows that a firewall gets and those that it loses. Another address of a host is another row. */
export function openingChanges(before: readonly Flow[], after: readonly Flow[]): readonly OpeningChange[] {
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return [
    ...after.filter((flow) => !old.has(keyOf(flow))).map((flow) => changeOf('add', flow)),
    ...before.filter((flow) => !now.has(keyOf(flow))).map((flow) => changeOf('remove', flow)),
  ];
}

function keyOf({ sourceHost, sourceAddresses, destinationHost, destinationAddresses, port, protocol }: Flow): string {
  return JSON.stringify([sourceHost, sourceAddresses, destinationHost, destinationAddresses, port, protocol]);
}

function changeOf(kind: OpeningChange['kind'], flow: Flow): OpeningChange {
  const { sourceHost, sourceAddresses, destinationHost, destinationAddresses, port, protocol, link, basis } = flow;
  return {
    ...{ kind, sourceHost, sourceAddresses, destinationHost, destinationAddresses },
    ...{ port, protocol, link, basis },
  };
}
