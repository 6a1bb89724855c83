import type { ObservedSocket } from '../../model/listing.js';
import { normalBind } from '../../values/addresses.js';
import { isPort } from '../../values/ports.js';
import type { ListingFormat } from '../format.js';
import { linesIn, protocolsIn, socketAt } from '../sockets.js';

/** `/proc/net/tcp` and `/proc/net/tcp6`, one of them or both; those of UDP have the same columns. */
export const procNet: ListingFormat = {
  id: 'proc-net',
  title: 'cat /proc/net/tcp /proc/net/tcp6',
  matches: (text) => /^[ \t]*sl +local_address +rem(ote)?_address +st /m.test(text),
  read: (text) => {
    const sockets = linesIn(text).flatMap(socketIn);
    const heads = linesIn(text).flatMap(
      (line) => /^[ \t]*sl +local_address +(rem(?:ote)?_address)/.exec(line)?.[1] ?? [],
    );
    const [has4, has6] = [heads.includes('rem_address'), heads.includes('remote_address')];
    const family = has4 && has6 ? {} : { family: has6 ? ('ipv6' as const) : ('ipv4' as const) };
    return { sockets, sight: { protocols: protocolsIn(sockets), ...family } };
  },
};

/** States of the kernel, `include/net/tcp_states.h`: a socket of TCP that listens, and one of UDP that is not connected. */
const PROTOCOLS = new Map([
  ['0A', 'tcp'],
  ['07', 'udp'],
] as const);

function socketIn(line: string): ObservedSocket[] {
  const match = /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) (0A|07) /i.exec(line);
  const [, address = '', port = '', , state = ''] = match ?? [];
  const protocol = PROTOCOLS.get(state.toUpperCase() as '0A' | '07');
  const number = Number.parseInt(port, 16);
  return match && protocol && isPort(number) ? [socketAt(protocol, { address: addressOf(address), port: number })] : [];
}

/** Words of 32 bits, each in the byte order of the machine, which is the reverse of the network's on the usual ones. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return normalBind(bytes.map((byte) => Number.parseInt(byte, 16)).join('.'));
  return normalBind((bytes.join('').match(/.{4}/g) ?? []).join(':'));
}
