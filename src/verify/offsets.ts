import type { ExportHost } from '../model/export.js';
import type { VerifiedPort } from '../model/verification.js';

/** Fewer ports that are apart by the same number may be chance. */
const ENOUGH = 2;

/** Says which nodes run at another offset than planned: most of their closed ports are open the same number higher or lower. */
export function offsetHints({ nodes, ports }: ExportHost, verified: readonly VerifiedPort[]): readonly string[] {
  const unplanned = new Set(verified.filter(({ state }) => state === 'not planned').map(({ port }) => port));
  return nodes.flatMap(({ id, offset }) => {
    const own = new Set(ports.filter(({ node }) => node === id).map(({ owner }) => owner));
    const closed = verified.filter(({ state, owner = '' }) => state === 'closed' && own.has(owner));
    const steps = new Map<number, number>();
    for (const { port } of closed)
      for (const other of unplanned) steps.set(other - port, (steps.get(other - port) ?? 0) + 1);
    const [best] = [...steps].sort(([a, first], [b, second]) => second - first || Math.abs(a) - Math.abs(b) || a - b);
    if (!best || best[1] < ENOUGH || best[1] * 2 <= closed.length || offset + best[0] < 0) return [];
    const [step, count] = best;
    const where = step < 0 ? `${-step} lower` : `${step} higher`;
    return [
      `${count} of ${closed.length} closed ports of ${id} are open ${where}: it runs at offset ${offset + step}, and the plan says ${offset}`,
    ];
  });
}
