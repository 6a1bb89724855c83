import type { Node, SettingPlace } from '../model/deployment.js';
import type { Configuration, Edit } from '../model/finding.js';
import { present } from '../values/present.js';
import type { FixCandidate } from './rule.js';

/** Makes the edit that replaces a value of a topology, or adds it where `from` is undefined. */
export function valueEdit({
  file,
  path,
  from,
  to,
}: Omit<Edit, 'from'> & { readonly from: Edit['from'] | undefined }): Edit {
  return { file, path, ...present({ from }), to };
}

/** Returns the change of the configuration of a node; none where the place of the setting is not known. */
export function configurationAt(
  node: string,
  setting: SettingPlace | undefined,
  to: Configuration['to'],
): readonly Configuration[] {
  return setting ? [{ node, ...setting, to }] : [];
}

/** Makes the fix that moves a node to another offset: the edit of the topology, and the change of the product's configuration. */
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
