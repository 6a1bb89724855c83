import type { Protocol } from './product.js';
import type { PortRange } from './topology.js';

/** The sockets of a host, as the host itself or an observer reports them. */
export interface Listing {
  /** The id of the format that was read. */
  readonly format: string;
  readonly sockets: readonly ObservedSocket[];
  readonly sight: Sight;
}

/** A socket that listens. */
export interface ObservedSocket {
  readonly protocol: Protocol;
  /** 1-65535. */
  readonly port: number;
  /** `*` for every address, else a number; absent where the listing does not say. */
  readonly address?: string;
  readonly process?: ObservedProcess;
  /** It may be the port of a proxy in front of the server: it confirms a plan and contradicts none. */
  readonly mayBeProxy?: true;
}

/** Who has a socket, as far as the listing says. */
export interface ObservedProcess {
  /** `java`, `nginx`. */
  readonly name?: string;
  readonly pid?: number;
}

/** Which sockets a listing would show if they were there: of what it does not see nothing is concluded. */
export interface Sight {
  readonly protocols: readonly Protocol[];
  /** Ports that were looked at; absent for all. */
  readonly ports?: readonly PortRange[];
  /** It shows sockets of one family only. */
  readonly family?: 'ipv4' | 'ipv6';
  /** It was made from another host: sockets on the loopback are not in it. */
  readonly outside?: true;
  /** It says what was started, and nothing about the rest. */
  readonly partial?: true;
}
