import { deadForward } from '../deployment/dead-ends.js';
import { allLiterals, type Literal } from '../deployment/literals.js';
import { type Group, groupBy, linksByNode } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import { memo } from '../values/memo.js';
import { explainingOffset } from './literal-fixes.js';
import type { WrittenLink } from './literal-text.js';

/**
 * Identifies a literal in a fingerprint: two nodes that dial each other differ by the node that dials, two endpoints of one list by their
 * position, not by their text, which a fix changes.
 */
export function ordinalOf(link: Link, deployment: Deployment): string {
  const own = linksByNode(deployment).get(link.node) ?? [];
  const alike = own.filter(({ id }) => id === link.id);
  return `${link.node} ${Math.max(0, alike.indexOf(link))}`;
}

/** Yields the literals that have links of a rule, each with these links only. */
export function* literalsWhere(deployment: Deployment, isOfRule: (link: Link) => boolean): Iterable<Literal> {
  for (const { key, links } of allLiterals(deployment)) {
    // A dead forward is reported by its own rule.
    const own = links.filter((link) => isOfRule(link) && !isDead(link, deployment));
    const [first, ...others] = own;
    if (first) yield { key, links: [first, ...others] };
  }
}

/** Groups literals by the offset that they wrongly assume of the node that they dial; a literal that assumes none is alone. */
export function byAssumption(wrong: Iterable<Literal>, deployment: Deployment): readonly Group<Literal>[] {
  const groups = groupBy(wrong, ({ key, links: [link] }) => {
    const offset = link.endpoint?.placeholder === undefined ? explainingOffset(link, deployment) : undefined;
    return offset === undefined ? key : `${link.target} ${offset}`;
  });
  return [...groups.values()];
}

/** Returns the literal that a problem is about. */
export function literalFor(data: WrittenLink, path: string, deployment: Deployment): Literal | undefined {
  return literalsByKey(deployment).get(keyFor(data.node, data.link, data.endpoint, path));
}

const literalsByKey = memo(
  (deployment: Deployment): ReadonlyMap<string, Literal> =>
    new Map(
      allLiterals(deployment).flatMap((literal) =>
        literal.links.map(
          ({ node, id, endpoint, place }) => [keyFor(node, id, endpoint?.text, place.path.join('/')), literal] as const,
        ),
      ),
    ),
);

function keyFor(node: string, link: string, endpoint: string | undefined, path: string): string {
  return JSON.stringify([node, link, endpoint, path]);
}

function isDead({ dialledHost, dialled }: Link, deployment: Deployment): boolean {
  return deadForward({ dialledHost, port: dialled }, deployment) !== undefined;
}
