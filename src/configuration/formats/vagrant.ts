import type { Format, Fragment, Leaf, Placement } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';
import { hostOf } from '../plain-values.js';
import { yamlLeaves } from '../syntax/yaml.js';

/** The virtual machines of wso2/vagrant-*: which address runs the configuration of which folder. */
export const vagrant: Format = {
  id: 'vagrant',
  title: 'config.yaml of the Vagrant set-ups: host name and address of each machine, by conf_dir',
  files: /(^|\/)config\.ya?ml$/,
  recognises: (text) => /^servers[ \t]*:/m.test(text) && /^[ \t]+(- )?conf_dir[ \t]*:/m.test(text),
  survivesToml: true,
  part: 'supporting',
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, vagrant), fault: read.fault };
    const servers = new Map<number, Leaf[]>();
    for (const leaf of read.leaves) {
      const [list] = leaf.steps;
      if (list?.name === 'servers') servers.set(list.index, [...(servers.get(list.index) ?? []), leaf]);
    }
    return {
      ...emptyFragment(file, vagrant),
      placements: [...servers.values()].flatMap((leaves) => placementOf(file, leaves)),
    };
  },
};

function placementOf(file: string, leaves: readonly Leaf[]): Placement[] {
  const at = (name: string) => leaves.find(({ steps }) => steps.length === 2 && steps[1]?.name === name);
  const [node, ip, folder] = [at('hostname'), at('ip'), at('conf_dir')];
  const address = ip && hostOf(ip.value);
  if (!node || !ip || !folder || address === undefined) return [];
  return [
    { node: node.value, address, folder: folder.value, file, range: ip.range, why: 'the machine of its conf_dir' },
  ];
}
