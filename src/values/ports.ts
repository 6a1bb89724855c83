/** All port arithmetic of the project. Ports are integers from 1 to {@link MAX_PORT}. */

import type { Known, Shift } from '../model/product.js';
import type { PortRange } from '../model/topology.js';

export const MAX_PORT = 65_535;
/** Ports below this one need rights on most Unix systems. */
export const FIRST_UNPRIVILEGED_PORT = 1024;

/** The values that decide which port a listener opens. */
export interface PortInput {
  /** 1-65535; null where only a written value gives a port. */
  readonly basePort: number | null;
  readonly configured: number | undefined;
  readonly shift: Shift;
  readonly explicitTakesOffset: Known<boolean>;
  /** The numbers that the product adds besides the offset, to the shipped and to a written port; 0 when absent. */
  readonly increment?: number;
  readonly offset: number;
  /** The offset is the one that the product ships; none is written. */
  readonly shipped: boolean;
}

export interface EffectivePort {
  readonly port: number;
  /** The sum a person can follow. */
  readonly derivation: string;
}

/**
 * Returns the port that is opened, with its derivation; undefined where no number is known.
 * A value written by hand replaces the base and takes the offset only where the product does so.
 */
export function effectivePort(input: PortInput): EffectivePort | undefined {
  const found = beforeIncrement(input);
  const { increment = 0 } = input;
  if (!found || increment === 0) return found;
  return { port: found.port + increment, derivation: `${found.derivation}${signed(increment)} (by the product)` };
}

function beforeIncrement(input: PortInput): EffectivePort | undefined {
  const { basePort, configured, shift, explicitTakesOffset, offset } = input;
  const suffix = input.shipped ? ' (shipped offset)' : '';
  if (configured !== undefined) {
    if (explicitTakesOffset === 'unknown' && offset !== 0)
      return { port: configured, derivation: `${configured} (set by hand, unknown whether the offset is added)` };
    if (explicitTakesOffset !== true || shift !== 'follows')
      return { port: configured, derivation: `${configured} (set by hand, offset not added)` };
    if (offset === 0) return { port: configured, derivation: `${configured} (set by hand)` };
    return { port: configured + offset, derivation: `${configured} (set by hand)${signed(offset)}${suffix}` };
  }
  if (basePort === null) return undefined;
  if (shift !== 'follows')
    return { port: basePort, derivation: offset === 0 ? `${basePort}` : `${basePort} (not moved by the offset)` };
  return {
    port: basePort + offset,
    derivation: offset === 0 ? `${basePort}` : `${basePort}${signed(offset)}${suffix}`,
  };
}

/** Returns a derivation with its sum, `9443 + 2 = 9445`; without one where nothing is added: `9443 (set by hand)`. */
export function sumText({ port, derivation }: EffectivePort): string {
  return Number.parseInt(derivation, 10) === port ? derivation : `${derivation} = ${port}`;
}

/** Returns the offset as a part of a sum: ` + 2` or ` - 2`. */
export function signed(offset: number): string {
  return offset < 0 ? ` - ${-offset}` : ` + ${offset}`;
}

/** Returns whether a port is 80 or 443: a reverse proxy in front of a node listens there. */
export function isFrontPort(port: number | undefined): boolean {
  return port === 443 || port === 80;
}

/** Writes a port, with its host where it is on another one: `9444`, `cp.internal:9444`. */
export function endText(port: number, host: string | undefined): string {
  return host === undefined ? `${port}` : `${host}:${port}`;
}

export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_PORT;
}

export function contains(range: PortRange, port: number): boolean {
  return range.from <= port && port <= range.to;
}

/** Returns whether two ranges have a port in common. */
export function intersects(a: PortRange, b: PortRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** Reads `8080` or `8000-8010`; returns undefined if the text is neither, or a port is not from 1 to 65535. */
export function parseRange(text: string): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return isPort(from) && isPort(to) && from <= to ? { from, to } : undefined;
}

/** A published port, or a range of them, as Compose writes it short. */
interface PublishedPorts {
  /** `*` where none is written. */
  readonly bind: string;
  readonly protocol: 'tcp' | 'udp';
  readonly hostPorts: PortRange;
  readonly ports: PortRange;
}

const PUBLISHED = /^(?:(?<bind>\[[^\]\s/]+\]|[^/\s]+):)?(?<host>[\d-]+):(?<port>[\d-]+)(?:\/(?<protocol>tcp|udp))?$/;

/** Reads `[bind:]hostPort:port[/protocol]`, ranges of equal length; undefined for any other text. */
export function parsePublished(text: string): PublishedPorts | undefined {
  const { bind = '*', host = '', port = '', protocol } = PUBLISHED.exec(text)?.groups ?? {};
  const [hostPorts, ports] = [parseRange(host), parseRange(port)];
  if (!hostPorts || !ports || hostPorts.to - hostPorts.from !== ports.to - ports.from) return undefined;
  return { bind: bind.replace(/^\[(.*)\]$/, '$1'), protocol: protocol === 'udp' ? 'udp' : 'tcp', hostPorts, ports };
}

/** Returns whether one of the addresses in a text has the port: `tcp://tm:9611` names 9611, and not 961. */
export function namesPort(text: string, port: number): boolean {
  return [...text.matchAll(/:(\d+)/g)].some(([, digits]) => digits === String(port));
}

export function formatRange({ from, to }: PortRange): string {
  return from === to ? `${from}` : `${from}-${to}`;
}
