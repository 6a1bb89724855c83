import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { tryBind } from '../../src/probe/bind.js';
import { tryConnect } from '../../src/probe/connect.js';
import { machineIdentity, outgoingPorts, reservedPortsOfMachine } from '../../src/probe/machine.js';
import { addressesOfName } from '../../src/probe/resolve.js';
import { eachOf, within } from '../../src/probe/within.js';

/** A name that the system refuses by itself: where there is no network, it takes long to learn that another one does not exist. */
const NO_NAME = 'does not exist';

const open: Server[] = [];
const bound: UdpSocket[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
  for (const socket of bound.splice(0)) await new Promise<void>((resolve) => socket.close(resolve));
});

/** The port of a socket of UDP that the system chose; with `gone`, of one that was given back. */
async function boundUdp(reuseAddr: boolean, gone = false): Promise<number> {
  const socket = createSocket({ type: 'udp4', reuseAddr });
  await new Promise<void>((resolve) => socket.bind({ port: 0, exclusive: true }, resolve));
  const { port } = socket.address();
  if (gone) await new Promise<void>((resolve) => socket.close(resolve));
  else bound.push(socket);
  return port;
}

/** A real server on a port that the system chooses. */
async function listening(host: string): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen({ host, port: 0 }, resolve));
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const port = await listening('127.0.0.1');
  await new Promise((resolve) => open.pop()?.close(resolve));
  return port;
}

// A port that was free may be another program's a moment later; then another one is tried.
describe('a port', { retry: 2 }, () => {
  it('that nobody has can be had, and is given back', async () => {
    const port = await freePort();
    expect(await tryBind({ protocol: 'tcp', port }, '127.0.0.1')).toBeUndefined();
    expect(await tryBind({ protocol: 'tcp', port }, '127.0.0.1')).toBeUndefined();
    expect(await tryBind({ protocol: 'tcp', port }, '*')).toBeUndefined();
  });

  it('that a server has is taken', async () => {
    expect(await tryBind({ protocol: 'tcp', port: await listening('127.0.0.1') }, '127.0.0.1')).toEqual({
      kind: 'taken',
    });
    expect(await tryBind({ protocol: 'tcp', port: await listening('0.0.0.0') }, '127.0.0.1')).toEqual({
      kind: 'taken',
    });
  });

  it.each(['tcp', 'udp'] as const)(
    'of %s on an address that the machine does not have cannot be had',
    async (protocol) => {
      expect(await tryBind({ protocol, port: await freePort() }, '192.0.2.1')).toEqual({ kind: 'address' });
    },
  );
});

describe('what the system says of a port', () => {
  it.runIf(process.platform === 'linux')('that has no name here is passed on', async () => {
    // An address of a link is none without the link.
    const obstacle = await tryBind({ protocol: 'tcp', port: await freePort() }, 'fe80::1');
    expect(obstacle).toEqual({ kind: 'other', detail: expect.stringMatching(/^E[A-Z]+$/) });
  });
});

describe('a port of UDP', { retry: 2 }, () => {
  it('that nobody has can be had, and is given back', async () => {
    const port = await boundUdp(false, true);
    expect(await tryBind({ protocol: 'udp', port }, '127.0.0.1')).toBeUndefined();
    expect(await tryBind({ protocol: 'udp', port }, '*')).toBeUndefined();
  });

  it('that a socket has is taken, unless both of them share it', async () => {
    const own = await boundUdp(false);
    expect(await tryBind({ protocol: 'udp', port: own }, '*')).toEqual({ kind: 'taken' });
    expect(await tryBind({ protocol: 'udp', port: own, shareable: true }, '*')).toEqual({ kind: 'taken' });
    const shared = await boundUdp(true);
    expect(await tryBind({ protocol: 'udp', port: shared }, '*')).toEqual({ kind: 'taken' });
    expect(await tryBind({ protocol: 'udp', port: shared, shareable: true }, '*')).toBeUndefined();
  });

  it('is bound in the family of its address', async () => {
    const port = await boundUdp(false, true);
    const obstacle = await tryBind({ protocol: 'udp', port }, '2001:db8::1');
    expect(['address', 'other']).toContain(obstacle?.kind);
  });
});

describe('a server', { retry: 2 }, () => {
  it('that listens accepts a connection', async () => {
    expect(await tryConnect('127.0.0.1', await listening('127.0.0.1'), 60_000)).toBeUndefined();
  });

  it('that is not found, or does not answer, is said to be so', async () => {
    expect(await tryConnect(NO_NAME, 9443, 3000)).toMatch(/^E[A-Z_]+$/);
    const silent = () => {
      const socket = new Socket();
      setImmediate(() => socket.emit('timeout'));
      return socket;
    };
    expect(await tryConnect('127.0.0.1', 9443, 3000, silent)).toBe('no answer within 3 s');
  });

  it('that does not listen refuses it', async () => {
    expect(await tryConnect('127.0.0.1', await freePort(), 60_000)).toBe('nothing listens there');
  });
});

describe('a name', () => {
  it('resolves as programs of the machine find it', async () => {
    expect(await addressesOfName('localhost')).toContain('127.0.0.1');
  });

  it('that does not exist has no address', async () => {
    expect(await addressesOfName(NO_NAME)).toEqual([]);
  });
});

describe('the machine', () => {
  it('says its name, and addresses that others may reach', () => {
    const { name, addresses } = machineIdentity();
    expect(name).toBe(hostname());
    expect(addresses).not.toContain('127.0.0.1');
    expect(addresses).not.toContain('::1');
  });

  it('tells the ports of outgoing connections, and those that are kept out', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-proc-'));
    try {
      writeFileSync(join(folder, 'ip_local_port_range'), '1024\t65535\n');
      writeFileSync(join(folder, 'ip_local_reserved_ports'), '8280,9443-9445\n');
      expect(outgoingPorts(folder)).toEqual({ from: 1024, to: 65535 });
      expect(reservedPortsOfMachine(folder)).toEqual([
        { from: 8280, to: 8280 },
        { from: 9443, to: 9445 },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of a system without such settings tells nothing', () => {
    expect(outgoingPorts('/does/not/exist')).toBeUndefined();
    expect(reservedPortsOfMachine('/does/not/exist')).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('tells its real range on Linux', () => {
    expect(outgoingPorts()).toMatchObject({ from: expect.any(Number), to: expect.any(Number) });
    expect(outgoingPorts()?.to).toBeGreaterThan(1024);
  });
});

describe('waiting', () => {
  it('ends with the result, or without one', async () => {
    expect(await within(60_000, Promise.resolve(1))).toBe(1);
    expect(await within(1, new Promise(() => {}))).toBeUndefined();
  });

  it('does everything of a list, a few at once', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    await eachOf([1, 2, 3, 4, 5], 2, async (entry) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done.push(entry);
    });
    expect([done.sort(), most]).toEqual([[1, 2, 3, 4, 5], 2]);
  });
});
