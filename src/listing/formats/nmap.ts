import { SaxesParser } from 'saxes';
import type { ObservedSocket } from '../../model/listing.js';
import type { Protocol } from '../../model/product.js';
import type { PortRange } from '../../model/topology.js';
import { isPort, parseRange } from '../../values/ports.js';
import type { ListingFormat } from '../format.js';
import { protocolOf, socketAt } from '../sockets.js';

/** `nmap -oX`: the view from another host. The scan itself says which ports it looked at. */
export const nmap: ListingFormat = {
  id: 'nmap',
  title: 'nmap -p- -oX - <host>',
  matches: (text) => /<nmaprun\b/.test(text),
  read: (text) => {
    const { sockets, scanned, unclear, protocols } = scanIn(text);
    const ports = scanned.flatMap((range) => without(range, unclear));
    return { sockets, sight: { protocols: [...protocols], ports, outside: true } };
  },
};

interface Scan {
  readonly sockets: ObservedSocket[];
  readonly scanned: PortRange[];
  /** Ports of which a firewall let nothing be seen. */
  readonly unclear: number[];
  readonly protocols: Set<Protocol>;
}

function scanIn(text: string): Scan {
  const scan: Scan = { sockets: [], scanned: [], unclear: [], protocols: new Set() };
  let at: { readonly protocol: Protocol; readonly port: number } | undefined;
  let ignored = 'closed';
  type Attributes = (key: string) => string;
  const readers: Readonly<Record<string, (value: Attributes) => void>> = {
    scaninfo: (value) => {
      const protocol = protocolOf(value('protocol'));
      const ranges = value('services').split(',').map(parseRange);
      scan.scanned.push(...ranges.filter((range) => range !== undefined));
      if (protocol) scan.protocols.add(protocol);
    },
    extraports: (value) => {
      ignored = value('state');
    },
    port: (value) => {
      const [protocol, port] = [protocolOf(value('protocol')), Number(value('portid'))];
      at = protocol && isPort(port) ? { protocol, port } : undefined;
    },
    state: (value) => {
      if (at && value('state') === 'open') scan.sockets.push(socketAt(at.protocol, at));
      else if (at && value('state') !== 'closed') scan.unclear.push(at.port);
    },
  };
  const parser = new SaxesParser();
  // A document that is cut off is read up to the cut.
  parser.on('error', () => {});
  parser.on('opentag', ({ name, attributes }) => {
    if (Object.hasOwn(readers, name)) readers[name]?.((key) => String(attributes[key] ?? ''));
  });
  parser.write(text).close();
  // One word is the state of most ports. Unless it is `closed`, only the named ports are known.
  return ignored === 'closed' ? scan : { ...scan, scanned: listedIn(scan) };
}

/** The ports that are named one by one: of the others a firewall hides whether they listen. */
function listedIn({ sockets }: Scan): PortRange[] {
  return sockets.map(({ port }) => ({ from: port, to: port }));
}

function without(range: PortRange, ports: readonly number[]): PortRange[] {
  const inside = ports.filter((port) => range.from <= port && port <= range.to).sort((a, b) => a - b);
  const ranges: PortRange[] = [];
  let from = range.from;
  for (const port of inside) {
    if (from < port) ranges.push({ from, to: port - 1 });
    from = port + 1;
  }
  return from <= range.to ? [...ranges, { from, to: range.to }] : ranges;
}
