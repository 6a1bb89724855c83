import { createServer } from 'node:net';
import { systemCode, systemReason } from '../files/system-error.js';
import type { Obstacle } from '../model/preflight.js';

/**
 * Tries whether a port can be had: it is bound and given back at once. Nothing is accepted, and nothing is sent.
 * @param port 1-65535
 * @param address `*` for every address, else an address of this machine
 */
export function tryBind(port: number, address: string): Promise<Obstacle | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(obstacleOf(error)));
    server.listen({ port, exclusive: true, ...(address === '*' ? {} : { host: address }) }, () => {
      server.close(() => resolve(undefined));
    });
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
