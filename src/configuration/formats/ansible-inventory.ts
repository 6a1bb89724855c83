import type { Format, Fragment, Placement } from '../../model/fragment.js';
import { linesOf } from '../../values/lines.js';
import { emptyFragment } from '../format.js';
import { hostOf } from '../plain-values.js';

/** An INI inventory: which machine a name of host_vars is. */
export const ansibleInventory: Format = {
  id: 'ansible-inventory',
  title: 'Ansible inventories: ansible_host of each node',
  files: /(^|\/)(inventory|hosts)(\.ini)?$/,
  recognises: (text) => text.includes('ansible_host'),
  survivesToml: true,
  read(file, text): Fragment {
    return {
      ...emptyFragment(file, ansibleInventory),
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
