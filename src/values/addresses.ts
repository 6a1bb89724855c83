/** Addresses that a socket binds. `*` means every address of the host. */

const ANY = new Set(['*', '0.0.0.0', '::']);

/**
 * Returns the one spelling of an address: lower case, no brackets, no dot behind a name, IPv6 as RFC 5952 writes it, and an IPv4 address
 * inside of an IPv6 one (`::ffff:10.0.0.1`) as IPv4.
 */
export function canonicalAddress(address: string): string {
  const text = address.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (!text.includes(':')) return text.endsWith('.') ? text.slice(0, -1) : text;
  const [number = '', zone] = text.split('%', 2);
  const url = `http://[${number}]/`;
  if (!URL.canParse(url)) return text;
  const canonical = new URL(url).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(canonical) ?? [];
  if (high !== undefined && low !== undefined) return ipv4Of(Number.parseInt(high, 16), Number.parseInt(low, 16));
  return zone === undefined ? canonical : `${canonical}%${zone}`;
}

function ipv4Of(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Returns whether a text has the characters and the length of a host name or an IP address, as the schema allows them. */
export function isAddress(text: string): boolean {
  return /^[A-Za-z0-9._:%*-]{1,253}$/.test(text);
}

/** Returns whether an address, as {@link canonicalAddress} spells it, is a number and not a name. */
export function isNumeric(address: string): boolean {
  return address.includes(':') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address);
}

/** Returns one spelling per meaning: `*` for every address, `127.0.0.1` for `localhost`, everything else as {@link canonicalAddress} spells it. */
export function normalBind(address: string): string {
  const text = canonicalAddress(address);
  if (ANY.has(text)) return '*';
  return text === 'localhost' ? '127.0.0.1' : text;
}

/** `localhost`, `127.0.0.0/8` and `::1`: an address that means the node's own host. */
export function isLoopback(address: string): boolean {
  const text = canonicalAddress(address);
  return text === 'localhost' || text === '::1' || (text.startsWith('127.') && isNumeric(text));
}

/** Returns whether two sockets that bind these addresses (as {@link normalBind} spells them) want the same one. */
export function overlaps(bind: string, other: string): boolean {
  return bind === '*' || other === '*' || bind === other;
}

const AUTHORITY =
  /^((?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/\s]*@)?)(\$\w*\{[^}]*\}|\[[^\]]+\]|[^:/?#\s[\]]+)(?::(?:\$\{[^}]*\}|\d+))?/i;

/** A part of a text, and the text that replaces it. */
export interface Replacement {
  readonly text: string;
  readonly replacement: string;
}

/** Replaces parts of a text, each one after the part before it. A part that is missing is skipped. */
export function withReplacements(text: string, replacements: readonly Replacement[]): string {
  let [result, position] = ['', 0];
  for (const { text: part, replacement } of replacements) {
    const at = text.indexOf(part, position);
    if (at < 0) continue;
    result += text.slice(position, at) + replacement;
    position = at + part.length;
  }
  return result + text.slice(position);
}

/** Replaces the port of an endpoint, a number or a placeholder, or adds it; replaces its host as well, where one is given. */
export function withAuthority(endpoint: string, port: number, host?: string): string {
  const match = AUTHORITY.exec(endpoint);
  return match ? `${match[1]}${host ?? match[2]}:${port}${endpoint.slice(match[0].length)}` : endpoint;
}
