import type { SettingPlace } from '../model/deployment.js';
import type { Configuration, Edit } from '../model/finding.js';

/** A value of a topology, replaced; added where there is none before. */
export function valueEdit({ from, ...edit }: Omit<Edit, 'from'> & { readonly from: Edit['from'] | undefined }): Edit {
  return from === undefined ? edit : { ...edit, from };
}

/** What has to be written into the configuration of a node; nothing where its place is not known. */
export function configurationAt(
  node: string,
  setting: SettingPlace | undefined,
  to: Configuration['to'],
): readonly Configuration[] {
  return setting ? [{ node, ...setting, to }] : [];
}
