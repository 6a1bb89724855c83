import type { Configuration, Edit, Fix, Path } from '../model/finding.js';
import type { TopologyDocument } from '../model/topology.js';
import type { Evaluation } from '../evaluate.js';
import { lookupIn } from '../lookup.js';
import type { Deployment } from '../model/deployment.js';
import { atPath, configuredKey } from '../path.js';

/**
 * Applies edits to plain data; the documents themselves stay as they are. Keys that the node has from `defaults` are first
 * written into the node, and a link given as a node id becomes its long form, so that an edit never changes anything else.
 */
export function applyEdits(document: TopologyDocument, edits: readonly Edit[]): TopologyDocument {
  return edits.reduce<TopologyDocument>(
    (current, edit) => setAt(withDefaults(current, edit.path), edit.path, edit.to) as TopologyDocument,
    document,
  );
}

/** Copies a map that a node has from `defaults` into the node, where an edit goes into that map. */
function withDefaults(document: TopologyDocument, path: Path): TopologyDocument {
  const [root, id, key] = path;
  if (root !== 'nodes' || path.length < 4 || (key !== 'ports' && key !== 'links')) return document;
  const inherited = document.defaults?.[key];
  const node = Object.hasOwn(document.nodes, String(id)) ? document.nodes[String(id)] : undefined;
  if (inherited === undefined || node?.[key] !== undefined) return document;
  return setAt(document, ['nodes', String(id), key], inherited) as TopologyDocument;
}

/** A copy of plain data with one value set; maps on the way are made where they are missing. */
export function setAt(data: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(data)) return data.map((item, index) => (index === Number(step) ? setAt(item, rest, value) : item));
  // The short form of a link is the node at the other end.
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

/** Documents with edits applied; what stands in a configuration file is changed there, on trial. */
export function edited(
  { documents, deployment }: Pick<Evaluation, 'documents' | 'deployment'>,
  edits: readonly Edit[],
): Evaluation['documents'] {
  return documents.map((named) => {
    const own = edits.filter((edit) => edit.file === named.file);
    if (own.length === 0) return named;
    const inFiles = own.filter((edit) => isInFile(edit, deployment));
    const document = applyEdits(
      named.document,
      // Where both say it, both are changed.
      own.filter((edit) => !inFiles.includes(edit) || atPath(named.document, edit.path) !== undefined),
    );
    if (inFiles.length === 0) return { ...named, document };
    const changes = new Map(named.changes);
    for (const { path, to } of inFiles)
      changes.set(String(path[1]), new Map([...(changes.get(String(path[1])) ?? []), [configuredKey(path), to as string | number]]));
    return { ...named, document, changes };
  });
}

/** An edit changes what the product reads from a file of its own, so that the topology alone cannot do it. */
export function isHeld(edit: Edit, deployment: Deployment): boolean {
  const configured = configuredAt(edit, deployment);
  if (!configured) return false;
  const key = configuredKey(edit.path);
  // What nobody has written yet belongs into the node's files; what only the topology says is the topology's.
  return configured.has(key) ? isInFile(edit, deployment) : edit.from === undefined && /^(offset$|ports\/)|\/(url|port)$/.test(key);
}

function isInFile(edit: Edit, deployment: Deployment): boolean {
  const value = configuredAt(edit, deployment)?.get(configuredKey(edit.path));
  // To write into the topology what the file says is no change of the file.
  return value !== undefined && value.value !== edit.to;
}

function configuredAt({ path: [root, id] }: Edit, deployment: Deployment) {
  return root === 'nodes' ? lookupIn(deployment).node(String(id))?.configured : undefined;
}

/** A fix of which a part is no business of the topology: what people change in the node's files, and no edits. */
export function asShown(fix: Fix, deployment: Deployment): Fix {
  const held = fix.edits.filter((edit) => isHeld(edit, deployment));
  if (held.length === 0) return fix;
  const rest = [...fix.configuration];
  const own = held.map((edit): Configuration => {
    const node = String(edit.path[1]);
    const [listed] = rest.splice(Math.max(0, rest.findIndex((entry) => entry.node === node && entry.to === edit.to)), 1);
    const value = configuredAt(edit, deployment)?.get(configuredKey(edit.path));
    const setting = listed?.setting || value?.setting || String(edit.path.slice(2).join('.'));
    return { node, file: value?.place.file ?? listed?.file ?? '', setting, to: edit.to as string | number };
  });
  return { title: fix.title, edits: [], configuration: [...own, ...rest] };
}
