import type { Deployment } from '../model/deployment.js';
import type { NamedDocument } from '../model/document.js';
import type { Evaluation } from '../model/evaluation.js';
import type { Configuration, Edit, Fix } from '../model/finding.js';
import { atPath, configuredKey } from '../values/paths.js';
import { present } from '../values/present.js';
import { applyEdits } from './apply.js';
import { configuredChange, configuredOf } from './product-files/replacements.js';
import { isShared } from './product-files/shared-values.js';

/** Applies edits to documents. Values of configuration files are changed in memory alone: the tool never writes these files. */
export function withEdits(
  { documents, deployment }: Pick<Evaluation, 'documents' | 'deployment'>,
  edits: readonly Edit[],
): Evaluation['documents'] {
  return documents.map((named) => {
    const own = edits.filter((edit) => edit.file === named.file);
    if (own.length === 0) return named;
    const inFiles = own.filter((edit) => isReadFromFile(edit, deployment));
    // A value that is both in the topology and in the file is changed in both.
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
    // Files contain offsets, ports and endpoints only, which are numbers and texts.
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
 * Returns whether an edit belongs into the configuration files of its node, because the node reads the value from them. A value that
 * is not written anywhere yet belongs there as well; a value that only the topology has stays in the topology.
 */
export function isFileEdit(edit: Edit, deployment: Deployment): boolean {
  const configured = configuredOf(edit, deployment);
  if (!configured) return false;
  const key = configuredKey(edit.path);
  if (configured.has(key)) return isReadFromFile(edit, deployment);
  return edit.from === undefined && /^(offset$|ports\/)|\/(url|port)$/.test(key);
}

/** Returns whether an edit gives the topology the value that a file of the node has. */
export function agreesWithFile(edit: Edit, deployment: Deployment): boolean {
  return configuredOf(edit, deployment)?.get(configuredKey(edit.path))?.value === edit.to;
}

function isReadFromFile(edit: Edit, deployment: Deployment): boolean {
  const value = configuredOf(edit, deployment)?.get(configuredKey(edit.path));
  return value !== undefined && value.value !== edit.to;
}

/** Turns a fix that needs changes in files of a node into one without edits, which lists what to change in which file. */
export function asOffered<F extends Pick<Fix, 'edits' | 'configuration'>>(fix: F, deployment: Deployment): F {
  const fileEdits = fix.edits.filter((edit) => isFileEdit(edit, deployment));
  if (fileEdits.length === 0) return fix;
  const changes = fileEdits.flatMap((edit) => configuredChange(edit, deployment) ?? []);
  const inFiles = fileEdits.map((edit) => {
    const change = changes.find((each) => each.edit === edit);
    const isOwn = change !== undefined && !isShared(change, changes, deployment);
    const { from, range } = isOwn ? change : {};
    return { ...configurationOf(edit, fix.configuration, deployment), ...present({ from, range }) };
  });
  const others = fix.configuration.filter(
    ({ node, to }) => !inFiles.some((entry) => entry.node === node && entry.to === to),
  );
  // Two links of one setting are one change.
  const distinct = new Map([...inFiles, ...others].map((entry) => [JSON.stringify(entry), entry]));
  return { ...fix, edits: [], configuration: [...distinct.values()] };
}

/** Returns the setting as the catalogue calls it, in the file that contains it. */
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
