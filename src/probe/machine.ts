import { hostname, networkInterfaces } from 'node:os';
import { decode } from '../files/decode.js';
import { readRegular } from '../files/regular.js';
import type { PortRange } from '../model/topology.js';
import { canonicalAddress, isLoopback } from '../values/addresses.js';
import { parseRange } from '../values/ports.js';

/** Returns the name of this machine, and its addresses without those of the loopback. */
export function machineIdentity(): { readonly name: string; readonly addresses: readonly string[] } {
  const addresses = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .map(({ address }) => address);
  return { name: hostname(), addresses: addresses.map(canonicalAddress).filter((address) => !isLoopback(address)) };
}

const SETTINGS = '/proc/sys/net/ipv4';

/** Returns the range from which this machine takes ports of outgoing connections; undefined where the system does not publish it. */
export function outgoingPorts(folder = SETTINGS): PortRange | undefined {
  return parseRange(settingIn(folder, 'ip_local_port_range').trim().replace(/\s+/, '-'));
}

/** Returns the ports that this machine keeps out of that range. */
export function reservedPortsOfMachine(folder = SETTINGS): readonly PortRange[] {
  return settingIn(folder, 'ip_local_reserved_ports')
    .trim()
    .split(',')
    .flatMap((text) => parseRange(text) ?? []);
}

/** Longest setting that is read, in bytes. */
const MAX_BYTES = 65_536;

function settingIn(folder: string, name: string): string {
  const read = readRegular(`${folder}/${name}`, MAX_BYTES);
  const decoded = read.ok ? decode(read.bytes) : undefined;
  return decoded?.ok ? decoded.text : '';
}
