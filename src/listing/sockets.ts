import type { ObservedProcess, ObservedSocket } from '../model/listing.js';
import type { Protocol } from '../model/product.js';
import { normalBind } from '../values/addresses.js';
import { isPort } from '../values/ports.js';
import { present } from '../values/present.js';

/** Reads `*:9443`, `[::]:9443`, `:::9443`, `127.0.0.53%lo:53`, `*.9443` and the like; undefined for a text that names no port. */
export function endOf(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, address = '', port = ''] = /^(.*)[:.](\d{1,5})$/.exec(text) ?? [];
  const number = Number(port);
  if (!isPort(number)) return undefined;
  const plain = address.replace(/^\[(.*)\]$/, '$1').replace(/%[^%\]]*$/, '');
  return { address: plain === '' ? '*' : normalBind(plain), port: number };
}

/** Reads `tcp`, `tcp6`, `tcp46`, `udp4`, `6`, `17`; undefined for any other protocol. */
export function protocolOf(text: unknown): Protocol | undefined {
  const name = String(text).toLowerCase();
  if (name === '6' || /^tcp\d*$/.test(name)) return 'tcp';
  return name === '17' || /^udp\d*$/.test(name) ? 'udp' : undefined;
}

export function socketAt(
  protocol: Protocol,
  end: { readonly address?: string; readonly port: number },
  process?: ObservedProcess,
): ObservedSocket {
  const known = process?.name === undefined && process?.pid === undefined ? undefined : process;
  return present({ protocol, port: end.port, address: end.address, process: known });
}

/** Returns the protocols of sockets: a listing without any socket of UDP may not have asked for them. */
export function protocolsIn(sockets: readonly ObservedSocket[]): readonly Protocol[] {
  return sockets.some(({ protocol }) => protocol === 'udp') ? ['tcp', 'udp'] : ['tcp'];
}

/** Returns the lines of a text without those that are empty. */
export function linesIn(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}
