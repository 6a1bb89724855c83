import { groupBy } from '../deployment/lookup.js';
import type { Edit, Path } from '../model/finding.js';
import type { TopologyDocument } from '../model/topology.js';
import { atPath } from '../values/paths.js';
import { withSecretsOf } from '../values/url-secrets.js';

/**
 * Applies edits to a copy of plain data. Keys that a node takes from `defaults` are written into the node first, and a link
 * given as a node id gets its long form, so that an edit never changes anything else. A URL keeps the user, the password and the query
 * that it has there: edits contain marks in place of them.
 */
export function applyEdits(document: TopologyDocument, edits: readonly Edit[]): TopologyDocument {
  const inherited = new Set<string>();
  const changes = edits.flatMap((edit): Change[] => {
    const own = inheritedAt(document, edit.path);
    const change = { path: edit.path, to: withSecrets(edit, document) };
    const key = edit.path.slice(0, 3).join('/');
    if (own === undefined || inherited.has(key)) return [change];
    inherited.add(key);
    return [own, change];
  });
  return withChanges(document, changes) as TopologyDocument;
}

type Change = Pick<Edit, 'path' | 'to'>;

function withSecrets({ path, to }: Change, document: TopologyDocument): unknown {
  const written = atPath(document, path) ?? atPath(document, ['defaults', ...path.slice(2)]);
  return typeof to === 'string' && typeof written === 'string' ? withSecretsOf(written, to) : to;
}

/** The change that copies a map from `defaults` into the node that an edit changes in that map; undefined where the node has its own. */
function inheritedAt(document: TopologyDocument, path: Path): Change | undefined {
  const [root, id, key] = path;
  if (root !== 'nodes' || path.length < 4 || (key !== 'ports' && key !== 'links')) return undefined;
  const to = document.defaults?.[key];
  const node = Object.hasOwn(document.nodes, String(id)) ? document.nodes[String(id)] : undefined;
  return to === undefined || node?.[key] !== undefined ? undefined : { path: path.slice(0, 3), to };
}

/** Returns a copy of plain data with one value set; missing maps on the way are added, and items behind the last one of a list. */
export function setAt(data: unknown, path: Path, value: unknown): unknown {
  return withChanges(data, [{ path, to: value }]);
}

/** Makes all changes at once: what several of them pass through is copied once. Of two at one place the later one wins. */
function withChanges(data: unknown, changes: readonly Change[]): unknown {
  const whole = changes.findLastIndex(({ path }) => path.length === 0);
  const inside = changes.slice(whole + 1);
  const base = whole < 0 ? data : changes[whole]?.to;
  if (inside.length === 0) return base;
  const byStep = groupBy(inside, ({ path }) => String(path[0]));
  const below = (step: string, previous: unknown) =>
    withChanges(
      previous,
      (byStep.get(step) ?? []).map(({ path, to }) => ({ path: path.slice(1), to })),
    );
  if (Array.isArray(base)) {
    const appended = [...byStep.keys()].filter((step) => Number(step) >= base.length);
    return [
      ...base.map((item, index) => below(String(index), item)),
      ...appended.sort((a, b) => Number(a) - Number(b)).map((step) => below(step, undefined)),
    ];
  }
  // The short form of a link is the id of the node at the other end, and stays short if only that changes.
  if (typeof base === 'string' && byStep.size === 1 && byStep.has('to')) return below('to', base);
  const map = typeof base === 'string' ? { to: base } : typeof base === 'object' && base !== null ? base : {};
  const copy = { ...map };
  for (const step of byStep.keys()) {
    const previous: unknown = Object.hasOwn(map, step) ? map[step as keyof typeof map] : undefined;
    const value = below(step, previous);
    // Plain assignment would call the setter of `__proto__`, where that is not a key.
    if (Object.hasOwn(copy, step)) copy[step as keyof typeof copy] = value as never;
    else Object.defineProperty(copy, step, { value, enumerable: true, writable: true, configurable: true });
  }
  return copy;
}
