import type { ExportHost, ExportNode, ExportPort } from '../model/export.js';
import type { ObservedProcess, ObservedSocket } from '../model/listing.js';
import { entryOf } from '../values/memo.js';

/** Says which process of a host is which node. */
export interface Holders {
  /** Returns whether a process may have a port of the plan: it is the node's own, or nothing shows the opposite. */
  readonly isRight: (planned: ExportPort, holder: ObservedProcess | undefined) => boolean;
  /** Returns whether a process is a node of the plan. */
  readonly isNode: (holder: ObservedProcess | undefined) => boolean;
  /** Returns how people call a process: `java (pid 4711, key-manager)`. */
  readonly nameOf: (holder: ObservedProcess | undefined) => string | undefined;
}

/** A process with this many ports of a node is the node, whatever it is called. */
const ENOUGH = 3;

/** Finds the process of each node: the one that has most of its ports. */
export function holdersIn({ nodes, ports }: ExportHost, sockets: readonly ObservedSocket[]): Holders {
  const counts = new Map<string, Map<number, number>>();
  for (const { port, protocol, process: holder } of sockets)
    for (const planned of ports) {
      if (planned.port !== port || planned.protocol !== protocol || !planned.open) continue;
      if (planned.node === undefined || holder?.pid === undefined) continue;
      const ofNode = entryOf(counts, planned.node, () => new Map<number, number>());
      ofNode.set(holder.pid, (ofNode.get(holder.pid) ?? 0) + 1);
    }
  const mains = new Map(nodes.map(({ id }) => [id, mostOf(counts.get(id) ?? new Map())]));
  const nodeOf = (holder: ObservedProcess | undefined) =>
    nodes.find(({ id }) => holder?.pid !== undefined && mains.get(id)?.pid === holder.pid);
  return {
    isRight: ({ node: id }, holder) => {
      const node = nodes.find((entry) => entry.id === id);
      // A published port is held by the container engine, a forwarded one by a front end: both have many names.
      if (!node || !holder) return true;
      const main = mains.get(node.id);
      if (holder.pid !== undefined && main && main.count >= ENOUGH) return holder.pid === main.pid;
      return holder.name === undefined || isProgramOf(holder.name, node);
    },
    isNode: (holder) => nodeOf(holder) !== undefined || (holder?.name !== undefined && JVM.test(holder.name)),
    nameOf: (holder) => {
      if (!holder) return undefined;
      const { name = 'a process', pid } = holder;
      const details = [
        ...(pid === undefined ? [] : [`pid ${pid}`]),
        ...(nodeOf(holder) ? [`${nodeOf(holder)?.id}`] : []),
      ];
      return details.length === 0 ? name : `${name} (${details.join(', ')})`;
    },
  };
}

interface Main {
  readonly pid: number;
  readonly count: number;
}

/** Of two processes with equally many ports the older one, whose number is lower, is meant. */
function mostOf(counts: ReadonlyMap<number, number>): Main | undefined {
  const [first] = [...counts]
    .map(([pid, count]) => ({ pid, count }))
    .sort((a, b) => b.count - a.count || a.pid - b.pid);
  return first;
}

const JVM = /^(java|javaw|jsvc)(\.exe)?$/i;

/** Servers of WSO2 are processes of a JVM; other products are called like themselves. */
function isProgramOf(name: string, { product }: ExportNode): boolean {
  const program = name.toLowerCase().replace(/\.exe$/, '');
  const own = product.toLowerCase();
  return JVM.test(name) || own.includes(program) || program.includes(own);
}
