import { reservedPorts, type Socket } from '../deployment/sockets.js';
import type { PlannedPort, PortChange } from '../model/changes.js';
import type { Deployment } from '../model/deployment.js';
import type { Protocol } from '../model/product.js';
import { compareTexts } from '../values/lists.js';
import { present } from '../values/present.js';

interface OpenPort {
  readonly owner: string;
  readonly protocol: Protocol;
  readonly at: PlannedPort;
}

/** Returns the ports that one deployment has and the other does not, by host and port; a port of the same owner moves. */
export function portChanges(before: Deployment | undefined, after: Deployment | undefined): readonly PortChange[] {
  const [old, now] = [portsOf(before), portsOf(after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((key): PortChange[] => {
    const [from, to] = [old.get(key), now.get(key)];
    const { owner, protocol } = (to ?? from) as OpenPort;
    if (!from || !to)
      return [
        present({ kind: to ? ('opened' as const) : ('closed' as const), owner, protocol, from: from?.at, to: to?.at }),
      ];
    return isSame(from.at, to.at) ? [] : [{ kind: 'moved', owner, protocol, from: from.at, to: to.at }];
  });
  return changes.sort(byPort);
}

function portsOf(deployment: Deployment | undefined): ReadonlyMap<string, OpenPort> {
  if (!deployment) return new Map();
  const listeners = deployment.listeners.map(({ node, id, protocol, host, port, bind }) => ({
    owner: `${node} ${id}`,
    protocol,
    at: { host, port, bind },
  }));
  const reserved = [...reservedPorts(deployment).values()].flat().map((socket) => ({
    owner: ownerOf(socket),
    protocol: socket.protocol,
    at: present({ host: socket.host, port: socket.port, lastPort: socket.lastPort, bind: socket.bind }),
  }));
  const ports = new Map<string, OpenPort>();
  for (const open of [...listeners, ...reserved]) {
    const key = `${open.owner} ${open.protocol}`;
    // One text may publish a listener twice; each of these ports is one of its own.
    ports.set(ports.has(key) ? `${key} ${open.at.host} ${open.at.port}` : key, open);
  }
  return ports;
}

/** The owner of a port that is not a listener's: its container and what is behind it, or where a front end leads. */
function ownerOf({ container, node, listener, published, derivation }: Socket): string {
  if (container === undefined) return derivation;
  return node === undefined
    ? `${container} (published as ${published})`
    : `${node} ${listener} published by ${container}`;
}

function isSame(a: PlannedPort, b: PlannedPort): boolean {
  return a.host === b.host && a.port === b.port && a.lastPort === b.lastPort && a.bind === b.bind;
}

function byPort(a: PortChange, b: PortChange): number {
  const [left, right] = [a.to ?? a.from, b.to ?? b.from];
  return (
    compareTexts(left?.host ?? '', right?.host ?? '') ||
    (left?.port ?? 0) - (right?.port ?? 0) ||
    compareTexts(a.owner, b.owner)
  );
}
