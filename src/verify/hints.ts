import type { ExportHost } from '../model/export.js';
import type { VerifiedPort } from '../model/verification.js';

/** Fewer ports that are apart by the same number may be chance. */
const ENOUGH = 2;

/** Says what the differences of a node have in common: it runs at another offset than planned, or nothing of it runs. */
export function hintsOf({ nodes, ports }: ExportHost, verified: readonly VerifiedPort[]): readonly string[] {
  const unplanned = new Set(verified.filter(({ state }) => state === 'not planned').map(({ port }) => port));
  return nodes.flatMap(({ id, offset }) => {
    const owners = new Set(ports.filter(({ node }) => node === id).map(({ owner }) => owner));
    const own = verified.filter(({ owner = '', state }) => owners.has(owner) && state !== 'not planned');
    return offsetHint({ id, offset }, own, unplanned) ?? silenceHint(id, own) ?? [];
  });
}

/**
 * Most of the closed ports are open the same number higher or lower. Of a log, which cannot show that a port is closed, all that is not
 * planned has to be so.
 */
function offsetHint(
  { id, offset }: { readonly id: string; readonly offset: number },
  own: readonly VerifiedPort[],
  unplanned: ReadonlySet<number>,
): string | undefined {
  const closed = own.filter(({ state }) => state === 'closed');
  const unjudged = own.filter(({ state }) => state === 'not judged');
  const steps = new Map<number, number>();
  for (const { port } of closed.length > 0 ? closed : unjudged)
    for (const other of unplanned) steps.set(other - port, (steps.get(other - port) ?? 0) + 1);
  const [best] = [...steps].sort(([a, first], [b, second]) => second - first || Math.abs(a) - Math.abs(b) || a - b);
  if (!best) return undefined;
  const [step, count] = best;
  const isMost = closed.length > 0 ? count * 2 > closed.length : count === unplanned.size;
  if (count < ENOUGH || !isMost || offset + step < 0) return undefined;
  const where = step < 0 ? `${-step} lower` : `${step} higher`;
  const which = closed.length > 0 ? `${count} of ${closed.length} closed ports` : `${count} ports`;
  return `${which} of ${id} are open ${where}: it runs at offset ${offset + step}, and the plan says ${offset}`;
}

function silenceHint(id: string, own: readonly VerifiedPort[]): string | undefined {
  const isSilent = own.length >= ENOUGH && own.every(({ state }) => state === 'closed');
  return isSilent ? `none of the ${own.length} ports of ${id} is open: is it started?` : undefined;
}
