import type { ExportHost, ExportPort } from '../../model/export.js';
import type { Flow } from '../../model/flow.js';
import { canonicalAddress, isLoopback } from '../../values/addresses.js';
import { type Exporter, fileOf } from './exporter.js';
import { yamlText } from './yaml.js';

/** goss (https://goss.rocks): the ports that have to listen on a host, those that must not, and what it has to reach. */
export const goss: Exporter = {
  separator: '---\n',
  files: ({ hosts }) =>
    hosts
      .filter(({ ports, dials }) => ports.length + dials.length > 0)
      .map((host) => ({ name: fileOf(host, '.goss.yaml'), host: host.id, text: textOf(host) })),
};

/** Milliseconds that goss waits for an answer. */
const TIMEOUT = 1000;

function textOf({ id, ports, dials }: ExportHost): string {
  const addresses = dials.filter(({ protocol }) => protocol === 'tcp').map(addressTest);
  return yamlText([`${id}: goss --gossfile <this file> validate`], {
    ...(ports.length === 0 ? {} : { port: Object.fromEntries(portTests(ports)) }),
    ...(addresses.length === 0 ? {} : { addr: Object.fromEntries(addresses) }),
  });
}

/** One test for each socket. A published range has none: nothing says which of its ports are used. */
function portTests(ports: readonly ExportPort[]): Map<string, object> {
  const tests = new Map<string, { title: string; listening: boolean; ip?: string[] }>();
  for (const entry of ports.filter(({ lastPort }) => lastPort === undefined)) {
    const { port, owner, open, bind } = entry;
    const key = `${familyOf(entry)}:${port}`;
    const known = tests.get(key);
    const ip = bind === '*' ? [] : [canonicalAddress(bind)];
    const title = known ? `${known.title}, ${owner}` : owner;
    const all = [...new Set([...(known?.ip ?? []), ...ip])];
    tests.set(key, { title, listening: open, ...(all.length === 0 ? {} : { ip: all }) });
  }
  return tests;
}

/** A JVM binds sockets of both families as tcp6, unless an IPv4 address is configured. */
function familyOf({ protocol, bind }: ExportPort): string {
  const isIpv4 = bind !== '*' && !bind.includes(':') && (isLoopback(bind) || /^[\d.]+$/.test(bind));
  return isIpv4 ? protocol : `${protocol}6`;
}

function addressTest({ destinationHost, port, sourceNode, link, destinationNode }: Flow): [string, object] {
  const host = destinationHost.includes(':') ? `[${destinationHost}]` : destinationHost;
  const title = `${sourceNode}: ${link}${destinationNode === undefined ? '' : ` of ${destinationNode}`}`;
  return [`tcp://${host}:${port}`, { title, reachable: true, timeout: TIMEOUT }];
}
