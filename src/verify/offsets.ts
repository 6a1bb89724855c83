import type { ExportHost } from '../model/export.js';
import type { VerifiedPort } from '../model/verification.js';

/** Fewer ports that are apart by the same number may be chance. */
const ENOUGH = 2;

/**
 * Says which nodes run at another offset than planned: most of their closed ports are open the same number higher or lower. Of a log,
 * which cannot show that a port is closed, all that is not planned has to be so.
 */
export function offsetHints({ nodes, ports }: ExportHost, verified: readonly VerifiedPort[]): readonly string[] {
  const unplanned = new Set(verified.filter(({ state }) => state === 'not planned').map(({ port }) => port));
  return nodes.flatMap(({ id, offset }) => {
    const own = new Set(ports.filter(({ node }) => node === id).map(({ owner }) => owner));
    const missing = verified.filter(({ owner = '' }) => own.has(owner));
    const closed = missing.filter(({ state }) => state === 'closed');
    const unjudged = missing.filter(({ state }) => state === 'not judged');
    const steps = new Map<number, number>();
    for (const { port } of closed.length > 0 ? closed : unjudged)
      for (const other of unplanned) steps.set(other - port, (steps.get(other - port) ?? 0) + 1);
    const [best] = [...steps].sort(([a, first], [b, second]) => second - first || Math.abs(a) - Math.abs(b) || a - b);
    if (!best) return [];
    const [step, count] = best;
    const isMost = closed.length > 0 ? count * 2 > closed.length : count === unplanned.size;
    if (count < ENOUGH || !isMost || offset + step < 0) return [];
    const where = step < 0 ? `${-step} lower` : `${step} higher`;
    const which = closed.length > 0 ? `${count} of ${closed.length} closed ports` : `${count} ports`;
    return [`${which} of ${id} are open ${where}: it runs at offset ${offset + step}, and the plan says ${offset}`];
  });
}
