import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { systemCode, systemReason } from '../files/system-error.js';
import type { NeededPort, Obstacle } from '../model/preflight.js';

/**
 * Tries whether a port can be had: it is bound and given back at once. Nothing is accepted, and nothing is sent.
 * @param address `*` for every address, else an address of this machine
 */
export function tryBind(
  { protocol, port, shareable }: Pick<NeededPort, 'protocol' | 'port' | 'shareable'>,
  address: string,
): Promise<Obstacle | undefined> {
  return protocol === 'udp' ? bindUdp(port, address, shareable === true) : bindTcp(port, address);
}

function bindTcp(port: number, address: string): Promise<Obstacle | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(obstacleOf(error)));
    server.listen({ port, exclusive: true, ...(address === '*' ? {} : { host: address }) }, () => {
      server.close(() => resolve(undefined));
    });
  });
}

/** A socket for several may be bound beside others that are: only one that does not share is in its way. */
function bindUdp(port: number, address: string, shareable: boolean): Promise<Obstacle | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', reuseAddr: shareable });
    const end = (obstacle?: Obstacle) => socket.close(() => resolve(obstacle));
    socket.once('error', (error) => end(obstacleOf(error)));
    socket.bind({ port, exclusive: true, ...(address === '*' ? {} : { address }) }, () => end());
  });
}

const KINDS: Readonly<Record<string, Obstacle['kind']>> = {
  EADDRINUSE: 'taken',
  EACCES: 'rights',
  EADDRNOTAVAIL: 'address',
  ENOTFOUND: 'address',
};

function obstacleOf(error: unknown): Obstacle {
  const kind = KINDS[systemCode(error)] ?? 'other';
  return kind === 'other' ? { kind, detail: systemReason(error) } : { kind };
}
