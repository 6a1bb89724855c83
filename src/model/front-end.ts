import type { Found } from './found.js';

/** A port of a load balancer or reverse proxy, and where its configuration leads from there. */
export interface ProxiedPort {
  /** 1-65535. */
  readonly port: Found<number>;
  readonly protocol: 'tcp' | 'udp';
  /** The address it is bound to; all of them without it. */
  readonly bind?: string;
  /** The names that clients dial. */
  readonly names: readonly string[];
  /** The path of the URL that it is for; every one without it. */
  readonly path?: string;
  /** Its protocol towards the members behind it; absent where bytes are passed on. */
  readonly scheme?: 'http' | 'https';
  /** `host:port` each, IPv6 in brackets, or the name of a pool. */
  readonly to: readonly Found<string>[];
}

/** The configuration of a load balancer or reverse proxy. */
export interface FrontEnd {
  /** The program that runs it: `nginx`. */
  readonly program: string;
  readonly ports: readonly ProxiedPort[];
  /** Members of the pools that `to` names, which may be in another file; `host:port` each. */
  readonly pools: ReadonlyMap<string, readonly Found<string>[]>;
}
