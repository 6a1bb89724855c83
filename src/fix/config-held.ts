import { lookupIn } from '../deployment/lookup.js';
import type { Deployment } from '../model/deployment.js';
import type { Evaluation } from '../model/evaluation.js';
import type { Configuration, Edit, Fix } from '../model/finding.js';
import type { NamedDocument } from '../model/input.js';
import { atPath, configuredKey } from '../values/paths.js';
import { applyEdits } from './apply.js';

/** Documents with edits applied. What stands in a configuration file of a node is changed there, on trial: nobody writes these files. */
export function edited(
  { documents, deployment }: Pick<Evaluation, 'documents' | 'deployment'>,
  edits: readonly Edit[],
): Evaluation['documents'] {
  return documents.map((named) => {
    const own = edits.filter((edit) => edit.file === named.file);
    if (own.length === 0) return named;
    const inFiles = own.filter((edit) => isInFile(edit, deployment));
    // Where the topology says the same as the file, both are changed.
    const inTopology = own.filter((edit) => !inFiles.includes(edit) || isWritten(named, edit));
    const document = applyEdits(named.document, inTopology);
    return inFiles.length === 0
      ? { ...named, document }
      : { ...named, document, changes: withChanges(named.changes, inFiles) };
  });
}

function withChanges(
  known: NamedDocument['changes'],
  edits: readonly Edit[],
): ReadonlyMap<string, ReadonlyMap<string, string | number>> {
  const changes = new Map(known);
  for (const { path, to } of edits) {
    const node = String(path[1]);
    // Offsets, ports and endpoints are all that files hold.
    const value = to as string | number;
    changes.set(node, new Map(changes.get(node)).set(configuredKey(path), value));
  }
  return changes;
}

function isWritten({ document }: NamedDocument, { path }: Edit): boolean {
  const inherited = ['defaults', ...path.slice(2)];
  return atPath(document, path) !== undefined || atPath(document, inherited) !== undefined;
}

/**
 * Whether an edit changes what the node reads from its own files, so that the topology alone cannot do it. What nobody has written
 * yet belongs into the files as well; what the topology alone says is the topology's.
 */
export function isHeld(edit: Edit, deployment: Deployment): boolean {
  const configured = configuredOf(edit, deployment);
  if (!configured) return false;
  const key = configuredKey(edit.path);
  if (configured.has(key)) return isInFile(edit, deployment);
  return edit.from === undefined && /^(offset$|ports\/)|\/(url|port)$/.test(key);
}

/** An edit makes the topology say what a file of the node says. */
export function agreesWithFile(edit: Edit, deployment: Deployment): boolean {
  return configuredOf(edit, deployment)?.get(configuredKey(edit.path))?.value === edit.to;
}

function isInFile(edit: Edit, deployment: Deployment): boolean {
  const value = configuredOf(edit, deployment)?.get(configuredKey(edit.path));
  return value !== undefined && value.value !== edit.to;
}

function configuredOf({ path: [root, id] }: Edit, deployment: Deployment) {
  return root === 'nodes' ? lookupIn(deployment).node(String(id))?.configured : undefined;
}

/** A fix as it is offered: one that needs files of a node to be changed has no edits, and tells what to change where. */
export function offered<F extends Pick<Fix, 'edits' | 'configuration'>>(fix: F, deployment: Deployment): F {
  const held = fix.edits.filter((edit) => isHeld(edit, deployment));
  if (held.length === 0) return fix;
  const inFiles = held.map((edit) => configurationOf(edit, fix.configuration, deployment));
  const others = fix.configuration.filter(
    ({ node, to }) => !inFiles.some((entry) => entry.node === node && entry.to === to),
  );
  return { ...fix, edits: [], configuration: [...inFiles, ...others] };
}

/** The setting as the catalogue calls it, in the file that really has it. */
function configurationOf(edit: Edit, listed: readonly Configuration[], deployment: Deployment): Configuration {
  const node = String(edit.path[1]);
  const to = edit.to as string | number;
  const value = configuredOf(edit, deployment)?.get(configuredKey(edit.path));
  const known = listed.find((entry) => entry.node === node && entry.to === to);
  return {
    node,
    file: value?.place.file ?? known?.file ?? '',
    setting: known?.setting ?? value?.setting ?? edit.path.slice(2).join('.'),
    to,
  };
}
