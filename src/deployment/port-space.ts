import { entryOf } from '../values/memo.js';

/** Something that takes a port of a host, or all ports from `port` to `lastPort`. */
export interface Taking {
  readonly port: number;
  readonly lastPort?: number;
}

/** The ports of a host that are taken. A range stays a range: a container may publish all ports there are. */
export class PortSpace<T extends Taking> {
  private readonly single = new Map<number, T[]>();
  private readonly ranges: T[] = [];

  constructor(sockets: Iterable<T> = []) {
    for (const socket of sockets) this.add(socket);
  }

  /** Adds a socket at its port, or at another one. */
  add(socket: T, port = socket.port): void {
    if (socket.lastPort === undefined) entryOf(this.single, port, () => []).push(socket);
    else this.ranges.push(socket);
  }

  /** Returns whether one of the sockets on a port has a property. */
  some(port: number, test: (socket: T) => boolean): boolean {
    return (
      (this.single.get(port) ?? []).some(test) ||
      this.ranges.some((range) => range.port <= port && port <= (range.lastPort ?? range.port) && test(range))
    );
  }
}
