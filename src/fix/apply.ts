import type { Edit, Path } from '../model/finding.js';
import type { TopologyDocument } from '../model/topology.js';

/**
 * Applies edits to a copy of plain data. Keys that a node takes from `defaults` are written into the node first, and a link
 * given as a node id gets its long form, so that an edit never changes anything else.
 */
export function applyEdits(document: TopologyDocument, edits: readonly Edit[]): TopologyDocument {
  return edits.reduce<TopologyDocument>(
    (current, edit) => setAt(withDefaults(current, edit.path), edit.path, edit.to) as TopologyDocument,
    document,
  );
}

/** Copies a map from `defaults` into the node that an edit changes in that map. */
function withDefaults(document: TopologyDocument, path: Path): TopologyDocument {
  const [root, id, key] = path;
  if (root !== 'nodes' || path.length < 4 || (key !== 'ports' && key !== 'links')) return document;
  const inherited = document.defaults?.[key];
  const node = Object.hasOwn(document.nodes, String(id)) ? document.nodes[String(id)] : undefined;
  if (inherited === undefined || node?.[key] !== undefined) return document;
  return setAt(document, ['nodes', String(id), key], inherited) as TopologyDocument;
}

/** Returns a copy of plain data with one value set; missing maps on the way are added. */
export function setAt(data: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(data)) return data.map((item, index) => (index === Number(step) ? setAt(item, rest, value) : item));
  // The short form of a link is the id of the node at the other end.
  const map = typeof data === 'string' ? { to: data } : typeof data === 'object' && data !== null ? data : {};
  const previous: unknown = Object.hasOwn(map, step) ? map[step as keyof typeof map] : undefined;
  const copy = { ...map };
  // Plain assignment would call the setter of `__proto__`.
  Object.defineProperty(copy, step, {
    value: setAt(previous, rest, value),
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return copy;
}
