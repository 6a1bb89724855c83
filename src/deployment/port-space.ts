import type { PortRange } from '../model/topology.js';
import { entryOf } from '../values/memo.js';
import { contains } from '../values/ports.js';

/** Something that takes a port of a host, or all ports from `port` to `lastPort`. */
export interface Taking {
  readonly port: number;
  readonly lastPort?: number;
}

/** The ports of a host that are taken. A range stays a range: a container may publish all ports there are. */
export class PortSpace<T extends Taking> {
  private readonly first = new Map<number, T>();
  /** Most ports are taken once: lists are made only where one is taken again. */
  private readonly further = new Map<number, T[]>();
  private readonly ranges: (PortRange & { readonly socket: T })[] = [];

  constructor(sockets: Iterable<T> = []) {
    for (const socket of sockets) this.add(socket);
  }

  /** Adds a socket at its port, or at another one. */
  add(socket: T, port = socket.port): void {
    const { port: from, lastPort: to } = socket;
    if (to !== undefined) this.ranges.push({ from, to, socket });
    else if (this.first.has(port)) entryOf(this.further, port, () => []).push(socket);
    else this.first.set(port, socket);
  }

  /** Returns whether one of the sockets on a port has a property. */
  some(port: number, test: (socket: T) => boolean): boolean {
    const first = this.first.get(port);
    return (
      (first !== undefined && (test(first) || this.further.get(port)?.some(test) === true)) ||
      this.ranges.some((range) => contains(range, port) && test(range.socket))
    );
  }
}
