/** Addresses that a socket binds. `*` stands for every address of the host. */

const ANY = new Set(['*', '0.0.0.0', '::', '[::]']);

/** One spelling per meaning: `*` for every address, `127.0.0.1` for loopback, everything else in lower case. */
export function normalBind(address: string): string {
  const text = address.toLowerCase();
  if (ANY.has(text)) return '*';
  return isLoopback(text) ? '127.0.0.1' : text.replace(/^\[(.*)\]$/, '$1');
}

/** `localhost`, `127.0.0.0/8` and `::1`: an address that means the node's own host. */
export function isLoopback(address: string): boolean {
  const text = address.toLowerCase();
  return text === 'localhost' || text === '::1' || text === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(text);
}

/** Whether two sockets that bind these addresses (as {@link normalBind} spells them) want the same one. */
export function overlaps(bind: string, other: string): boolean {
  return bind === '*' || other === '*' || bind === other;
}

const AUTHORITY =
  /^((?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/\s]*@)?)(\$\w*\{[^}]*\}|\[[^\]]+\]|[^:/?#\s[\]]+)(?::(?:\$\{[^}]*\}|\d+))?/i;

/** A part of a text, and what shall stand there instead. */
export interface Replacement {
  readonly text: string;
  readonly replacement: string;
}

/** A text with parts of it replaced, one after the other, so that none is taken for a former one. A part that is not there is passed over. */
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

/** An endpoint with its port, number or placeholder, replaced; added where there is none. Its host as well, where one is given. */
export function withAuthority(endpoint: string, port: number, host?: string): string {
  const match = AUTHORITY.exec(endpoint);
  return match ? `${match[1]}${host ?? match[2]}:${port}${endpoint.slice(match[0].length)}` : endpoint;
}
