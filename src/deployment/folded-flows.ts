import type { Flow } from '../model/flow.js';
import { present } from '../values/present.js';
import { groupBy } from './lookup.js';

/** Folds rows of one source, destination, port and protocol into one, with all their purposes and links. */
export function foldedFlows(flows: readonly Flow[]): readonly Flow[] {
  const groups = groupBy(flows, ({ sourceHost, destinationHost, port, protocol }) =>
    [sourceHost, destinationHost, port, protocol].join(' '),
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    const joined = (textOf: (flow: Flow) => string | undefined) =>
      [...new Set(group.flatMap((flow) => textOf(flow) ?? []))].filter((text) => text !== '').join(', ');
    const {
      configure: _,
      dialled: __,
      destinationNode: ___,
      ...row
    } = group.find(({ basis }) => basis !== 'assumed') ?? first;
    const nodes = joined(({ destinationNode }) => destinationNode);
    return present({
      ...row,
      sourceNode: joined(({ sourceNode }) => sourceNode),
      destinationNode: nodes === '' ? undefined : nodes,
      purpose: joined(({ purpose }) => purpose),
      link: joined(({ link }) => link),
    });
  });
}
