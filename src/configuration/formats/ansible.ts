import type { Fragment, Hint, Placement } from '../../model/fragment.js';
import { linesOf } from '../../values/lines.js';
import { isVersion } from '../../values/versions.js';
import { emptyFragment, type Format } from '../format.js';
import { leafAt } from '../leaf.js';
import { hostOf } from '../plain-values.js';
import { yamlLeaves } from '../syntax/yaml.js';
import { hint, hostNameAt, offsetAt } from './structured.js';

/** Variables whose meaning is plain; the files of a role decide about the others. */
export const ansible: Format = {
  id: 'ansible',
  summary: 'Ansible host_vars and group_vars: ports_offset, hostname, product_name, product_version',
  accepts: (path) => /(^|\/)(host_vars|group_vars)\/[^/]+\.ya?ml$/.test(path),
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, ansible.id), fault: read.fault };
    const { leaves } = read;
    const product = leafAt(leaves, 'product_name');
    const version = leafAt(leaves, 'product_version');
    const hints: Hint[] = [];
    if (product) hints.push(hint(file, product, 'product', 'path', product.value, 'product_name'));
    if (version && isVersion(version.value))
      hints.push(hint(file, version, 'version', 'file', version.value, 'product_version'));
    return {
      ...emptyFragment(file, ansible.id),
      hints,
      ...offsetAt(file, leaves, 'ports_offset'),
      ...hostNameAt(file, leaves, ['hostname']),
    };
  },
};

/** An INI inventory: which machine a name of host_vars is. */
export const ansibleInventory: Format = {
  id: 'ansible-inventory',
  summary: 'Ansible inventories: ansible_host of each node',
  accepts: (path, text) => /(^|\/)(inventory|hosts)(\.ini)?$/.test(path) && text.includes('ansible_host'),
  read(file, text): Fragment {
    return {
      ...emptyFragment(file, ansibleInventory.id),
      placements: linesOf(text).flatMap((line, index) => placementOf(file, line, index + 1)),
    };
  },
};

function placementOf(file: string, line: string, number: number): Placement[] {
  const match = /^\s*([A-Za-z0-9][\w.-]*)\s.*?\bansible_host=(\S+)/.exec(line);
  const [, node, text] = match ?? [];
  const address = text === undefined ? undefined : hostOf(text);
  if (node === undefined || text === undefined || address === undefined) return [];
  const column = line.indexOf(text) + 1;
  return [
    {
      node,
      address,
      file,
      range: { start: { line: number, column }, end: { line: number, column: column + text.length } },
    },
  ];
}
