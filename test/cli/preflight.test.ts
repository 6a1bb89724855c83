import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { command } from './command.js';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listening(): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const port = await listening();
  await new Promise((resolve) => open.pop()?.close(resolve));
  return port;
}

/** A node with one listener, on a port of choice. */
const plan = (port: number, more = '') => `version: 1
hosts: { app1: {} }
nodes:
  mi:
    host: app1
    product: wso2mi
    version: 4.2.0
    offset: 0
    disable: [passthrough-https, management-api-http, management-api-https]
    ports: { passthrough-http: ${port} }
${more}`;

async function preflight(text: string, ...args: readonly string[]) {
  const world = { files: { 'plan.yaml': text } };
  const { stdout, ...result } = await command('preflight', 'plan.yaml', '--format', 'json', ...args, world);
  const checks: { name: string; level: string; message: string }[] = stdout === '' ? [] : JSON.parse(stdout).checks;
  return { ...result, checks, levelOf: (name: string) => checks.find((check) => check.name === name)?.level };
}

// A port that was free may be another program's a moment later; then another one is tried.
describe('preflight', { retry: 2 }, () => {
  it('finds a port free that nobody has', async () => {
    const port = await freePort();
    const { code, levelOf } = await preflight(plan(port), '--host', 'app1');
    expect([code, levelOf('Ports'), levelOf(`Port-${port}`)]).toEqual([0, 'ok', undefined]);
  });

  it('finds a port taken that a server on the loopback has', async () => {
    const port = await listening();
    const { code, levelOf } = await preflight(plan(port), '--host', 'app1');
    expect([code, levelOf(`Port-${port}`)]).toEqual([1, 'error']);
  });

  it('takes the ports from a listing, with the name of who has them', async () => {
    const listing =
      'State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\nLISTEN 0 5 *:8290 *:* users:(("nginx",pid=7,fd=1))\n';
    const world = { files: { 'plan.yaml': plan(8290) }, stdin: listing };
    const { code, stdout } = await command('preflight', 'plan.yaml', '--host', 'app1', '--listing', '-', world);
    expect(code).toBe(1);
    expect(stdout).toContain('[ERROR Port-8290] mi passthrough-http cannot have 8290/tcp: nginx (pid 7) listens there');
    const other = await command('preflight', 'plan.yaml', '--host', 'app1', '--listing', '-', {
      ...world,
      stdin: listing.replace('*:8290', '*:8291'),
    });
    expect(other.stdout).toContain('[ok Ports] 1 of 1 ports are free');
    expect(other.code).toBe(0);
  });

  it.each([
    ['*:8290', 'users:(("nginx",pid=7,fd=1))', 'nginx (pid 7) listens there'],
    ['127.0.0.1:8290', '', 'something listens there'],
    ['10.9.9.9:8290', '', 'something listens there'],
  ])('takes a socket on %s %s for one in the way', async (address, users, message) => {
    const stdin = `State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\nLISTEN 0 5 ${address} *:* ${users}\n`;
    const world = { files: { 'plan.yaml': plan(8290) }, stdin };
    const { stdout } = await command('preflight', 'plan.yaml', '--host', 'app1', '--listing', '-', world);
    expect(stdout).toContain(message);
  });

  it.each([
    ['localhost', '[::1]:8290', 1],
    ['localhost', '10.9.9.9:8290', 0],
    ['10.9.9.9', '10.9.9.9:8290', 1],
  ])('of a listener on %s finds %s in the way: %i', async (bind, address, expected) => {
    const stdin = `State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\nLISTEN 0 5 ${address} *:*\n`;
    const text = plan(8290, `    bind: ${bind}\n`);
    const { code } = await command('preflight', 'plan.yaml', '--host', 'app1', '--listing', '-', {
      files: { 'plan.yaml': text },
      stdin,
    });
    expect(code).toBe(expected);
  });

  it('names the process of a listing that tells its number alone', async () => {
    const facts = { ansible_facts: { tcp_listen: [{ port: 8290, pid: 7, address: '0.0.0.0' }], udp_listen: [] } };
    const world = { files: { 'plan.yaml': plan(8290) }, stdin: JSON.stringify(facts) };
    const { stdout } = await command('preflight', 'plan.yaml', '--host', 'app1', '--listing', '-', world);
    expect(stdout).toContain('cannot have 8290/tcp: pid 7 listens there');
  });

  it('reads no listing of more than 64 MiB', async () => {
    const world = { files: { 'plan.yaml': plan(8290) }, stdin: ' '.repeat(64 * 1024 * 1024 + 1) };
    const { code, stderr } = await command('preflight', 'plan.yaml', '--host', 'app1', '--listing', '-', world);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--listing -: it is longer than 64 MiB')]);
  });

  it('fits a terminal', async () => {
    const text = plan(8290, '    bind: 192.0.2.7\n').replace(/ {4}disable.*\n/, '');
    const world = { files: { 'plan.yaml': text }, columns: 80 };
    const { stdout } = await command('preflight', 'plan.yaml', '--host', 'app1', world);
    const lines = stripVTControlCharacters(stdout).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.find((line) => line.startsWith('[ERROR Address-192.0.2.7]'))).toBeDefined();
    expect(lines.filter((line) => line.startsWith('  ')).length).toBeGreaterThan(0);
  });

  it('says so of a host without nodes', async () => {
    const text = plan(8290).replace('app1: {}', 'app1: {}, idle: {}');
    const { stdout } = await command('preflight', 'plan.yaml', '--host', 'idle', { files: { 'plan.yaml': text } });
    expect(stdout).toContain('preflight of idle: no node\n');
  });

  it('ends in 1 where the machine is fit and the plan is not', async () => {
    const text = plan(await freePort(), '    links: { nothing: { to: mi } }\n');
    const { code } = await preflight(text, '--host', 'app1');
    expect(code).toBe(1);
  });

  it('says which ports the listing cannot show', async () => {
    const world = {
      files: { 'plan.yaml': plan(8290) },
      stdin:
        '  sl  local_address rem_address   st tx_queue rx_queue\n   0: 00000000:1F40 00000000:0000 0A 00000000:00000000\n',
    };
    const { code, stdout } = await command('preflight', 'plan.yaml', '--host', 'app1', '--listing', '-', world);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '[WARNING Ports-unseen] the listing cannot show whether these are free: 8290/tcp of mi passthrough-http\n',
    );
  });

  it('tries ports of UDP, and lets several have the port of a cluster', async () => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    await new Promise<void>((resolve) => socket.bind({ port: 0, exclusive: true }, resolve));
    try {
      const { port } = socket.address();
      const text = (listener: string, product: string) =>
        `version: 1\nhosts: { app1: {} }\nnodes: { n: { host: app1, ${product}, enable: [${listener}], ports: { ${listener}: ${port} } } }\n`;
      const own = await preflight(text('kdc', 'product: wso2is, version: 5.10.0'), '--host', 'app1');
      expect([own.code, own.levelOf(`Port-${port}`)]).toEqual([1, 'error']);
      const shared = await preflight(text('cluster-multicast', 'product: wso2am, version: 2.6.0'), '--host', 'app1');
      expect(shared.levelOf(`Port-${port}`)).toBeUndefined();
    } finally {
      await new Promise<void>((resolve) => socket.close(resolve));
    }
  });

  it('lets several have the port of a cluster in a listing too', async () => {
    const text =
      'version: 1\nhosts: { a: {} }\nnodes: { n: { host: a, product: wso2am, version: 2.6.0, enable: [cluster-multicast] } }\n';
    const stdin =
      'Netid State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\nudp UNCONN 0 0 *:45564 *:* users:(("java",pid=7,fd=1))\n';
    const world = { files: { 'plan.yaml': text }, stdin };
    const { stdout } = await command('preflight', 'plan.yaml', '--host', 'a', '--listing', '-', world);
    expect(stdout).not.toContain('Port-45564');
  });

  it('looks up the names that are dialled', async () => {
    const dials = '    dials: [{ to: "does-not-exist.invalid:3306" }]\n';
    const { code, levelOf } = await preflight(plan(await freePort(), dials), '--host', 'app1', '--connect');
    expect([code, levelOf('Resolve-does-not-exist.invalid')]).toEqual([1, 'error']);
  });

  it('dials servers of the plan where it is asked to, and only then', async () => {
    const [accepting, refusing, own] = [await listening(), await freePort(), await freePort()];
    // An address of the loopback that the plan does not take for the own host is not dialled; a name is.
    const text = plan(own, `    dials: [{ to: "db.test:${accepting}" }, { to: "db.test:${refusing}" }]\n`);
    expect((await preflight(text, '--host', 'app1')).checks.some(({ name }) => name.startsWith('Connect'))).toBe(false);
    const { checks } = await preflight(text.replaceAll('db.test', hostname()), '--host', 'app1', '--connect');
    expect(checks.filter(({ name }) => name.startsWith('Connect')).length).toBeGreaterThan(0);
  });

  it('finds by itself which host the machine is', async () => {
    const port = await freePort();
    const text = plan(port).replaceAll('app1', hostname());
    expect((await preflight(text)).code).toBe(0);
    const { code, stderr } = await preflight(plan(port).replaceAll('app1', 'elsewhere.invalid'));
    expect(code).toBe(2);
    expect(stderr).toContain("is none of the plan's hosts: elsewhere.invalid; name one with --host");
  });

  it('says so where the machine is several hosts', async () => {
    const hosts = `hosts: { app1: { addresses: [${hostname()}] }, ${hostname()}: {} }`;
    const text = plan(await freePort()).replace('hosts: { app1: {} }', hosts);
    const { code, stderr } = await preflight(text);
    expect(code).toBe(2);
    expect(stderr).toContain('is several hosts of the plan: app1, ');
  });

  it('is a line for each check, for people', async () => {
    const port = await freePort();
    const { stdout } = await command('preflight', 'plan.yaml', '--host', 'app1', {
      files: { 'plan.yaml': plan(port) },
    });
    expect(stdout).toMatch(/^preflight of app1: mi \(wso2mi 4\.2\.0, offset 0\)\n\[ok Ports\] 1 of 1 ports are free\n/);
    expect(stdout).toMatch(/\n0 errors, \d warnings?\n$/);
  });
});

describe('preflight and mistakes', () => {
  it.each([
    [['--host', 'app2'], 'there is no host "app2"; did you mean "app1"?'],
    [['--host', 'app1', '--listing', 'plan.yaml'], 'this is none of ss, netstat'],
    [['other.yaml', '--host', 'app1'], '2 deployments are there'],
  ])('%j ends in 2', async (args, message) => {
    const files = { 'plan.yaml': plan(8290), 'other.yaml': plan(8290) };
    const { code, stderr } = await command('preflight', 'plan.yaml', ...args, { files });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('ends in 1 for a broken plan', async () => {
    expect((await command('preflight', 'plan.yaml', { files: { 'plan.yaml': 'version: 1\n' } })).code).toBe(1);
  });
});
