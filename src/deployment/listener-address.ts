import type { Host, Listener } from '../model/deployment.js';
import { isLoopback } from '../values/addresses.js';
import { contains } from '../values/ports.js';

/** A host and a port of it. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Returns where a listener is reached from a host: at the Service that leads to it where both are in pods, at the machine that publishes
 * its port where it is in a container of another machine, else at the listener itself. `hosts` finds hosts by id; `dialler` is the host that connects, where `from` is only how it names the other end.
 */
export function addressOf(
  listener: Pick<Listener, 'host' | 'port' | 'protocol' | 'node' | 'id'>,
  from: Host | undefined,
  hosts: (id: string) => Host | undefined,
  dialler: Host | undefined = from,
): Address {
  const { host, port, protocol } = listener;
  const container = hosts(host);
  const machine = container?.on;
  if (from?.kind === 'pod' && from.id !== host) {
    const served = container?.servedBy?.find((each) => each.node === listener.node && each.listener === listener.id);
    if (served) return served.by;
  }
  if (machine === undefined || from?.id === host || from?.on === machine) return { host, port };
  // What a machine publishes on its loopback is for itself alone.
  const isOpen = (bind: string) => dialler?.id === machine || !isLoopback(bind);
  const published = container?.published.find(
    (entry) => entry.protocol === protocol && contains(entry.ports, port) && isOpen(entry.bind),
  );
  return published ? { host: machine, port: published.hostPorts.from + port - published.ports.from } : { host, port };
}
