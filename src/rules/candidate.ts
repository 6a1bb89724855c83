import type { Node, SettingPlace } from '../model/deployment.js';
import type { Configuration, Edit } from '../model/finding.js';
import type { FixCandidate } from './rule.js';

/** A value of a topology, replaced; added where there is none before. */
export function valueEdit({
  file,
  path,
  from,
  to,
}: Omit<Edit, 'from'> & { readonly from: Edit['from'] | undefined }): Edit {
  return from === undefined ? { file, path, to } : { file, path, from, to };
}

/** What has to be written into the configuration of a node; nothing where its place is not known. */
export function configurationAt(
  node: string,
  setting: SettingPlace | undefined,
  to: Configuration['to'],
): readonly Configuration[] {
  return setting ? [{ node, ...setting, to }] : [];
}

/** Moves a node to another offset: the edit of the topology, and what to change in the product to the same effect. */
export function offsetFix(
  { id, place, offset, offsetOrigin, offsetPlace, offsetSetting }: Node,
  to: number,
): FixCandidate {
  const written = { written: offset, chosen: 'auto', shipped: undefined }[offsetOrigin];
  return {
    title: `set offset of ${id} to ${to}`,
    edits: [valueEdit({ file: place.file, path: offsetPlace.path, from: written, to })],
    configuration: configurationAt(id, offsetSetting, to),
  };
}
