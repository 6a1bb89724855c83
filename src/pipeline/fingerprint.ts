import type { Subject } from '../model/finding.js';

/**
 * Returns 64 bits of a text as 16 hexadecimal digits: two multiplicative hashes side by side. It distinguishes findings and is not
 * cryptographic; loading a cryptographic hash would cost more than checking twenty nodes.
 */
export function fingerprintOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  return hex(mixed(high, low)) + hex(mixed(low, high));
}

/** Spreads what the last characters changed over all bits. */
function mixed(own: number, other: number): number {
  return Math.imul(own ^ (own >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** Makes the identity of a finding from its subject, never from its position: it survives moved lines and reordered nodes. */
export function identityOf(rule: string, { host, nodes, listeners, detail }: Subject): string {
  const parts = [rule, host ?? '', [...nodes].sort(), [...listeners].sort(), detail ?? ''];
  return fingerprintOf(JSON.stringify(parts));
}
