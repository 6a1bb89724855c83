import type { Range } from '../../model/finding.js';
import type { Format, Fragment, Leaf, Placement } from '../../model/fragment.js';
import { linesOf } from '../../values/lines.js';
import { emptyFragment } from '../format.js';
import { hostOf } from '../plain-values.js';
import { yamlLeaves } from '../syntax/yaml.js';

/** An inventory in INI or YAML: which machine a name of host_vars is, and whose variables it has. */
export const ansibleInventory: Format = {
  id: 'ansible-inventory',
  title: 'Ansible inventories in INI and YAML: ansible_host and groups of each node',
  files: /(^|\/)(inventory|hosts)(\.ini|\.ya?ml)?$/,
  recognises: (text) => text.includes('ansible_host'),
  survivesToml: true,
  read(file, text): Fragment {
    if (!/\.ya?ml$/.test(file))
      return { ...emptyFragment(file, ansibleInventory), placements: iniPlacements(file, text) };
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, ansibleInventory), fault: read.fault };
    return { ...emptyFragment(file, ansibleInventory), placements: yamlPlacements(file, read.leaves) };
  },
};

/** Groups of a group, from `[parent:children]`: the nearest parents first. */
type Parents = ReadonlyMap<string, readonly string[]>;

interface Member {
  readonly node: string;
  readonly text: string;
  readonly range: Range;
}

function iniPlacements(file: string, content: string): Placement[] {
  const groups = new Map<string, string[]>();
  const parents = new Map<string, string[]>();
  const members: Member[] = [];
  let [section, kind]: (string | undefined)[] = [];
  for (const [index, line] of linesOf(content).entries()) {
    const header = /^\s*\[([^\]:]+)(?::(\w+))?\]/.exec(line);
    if (header) [section, kind] = [header[1], header[2]];
    const name = /^\s*([A-Za-z0-9][\w.-]*)(?=\s|$)/.exec(line)?.[1];
    if (header || name === undefined || kind === 'vars') continue;
    if (section !== undefined) add(kind === 'children' ? parents : groups, name, section);
    if (kind !== undefined) continue;
    // Without an address, a machine is reached by its name.
    const text = /\sansible_host\s*=\s*(\{\{.*?\}\}|\S+)/.exec(line)?.[1] ?? name;
    const column = line.indexOf(text, Math.max(line.indexOf('ansible_host'), 0)) + 1;
    const start = { line: index + 1, column };
    members.push({ node: name, text, range: { start, end: { ...start, column: column + text.length } } });
  }
  return placementsOf(file, members, groups, parents);
}

/** `all: { children: { apim: { hosts: { gw: { ansible_host: x } } } } }`. */
function yamlPlacements(file: string, leaves: readonly Leaf[]): Placement[] {
  const groups = new Map<string, string[]>();
  const parents = new Map<string, string[]>();
  const members: Member[] = [];
  for (const { steps, value, range } of leaves) {
    const names = steps.map(({ name }) => name);
    const at = names.lastIndexOf('hosts');
    const [group, node] = [names[at - 1], names[at + 1]];
    if (at < 1 || group === undefined || node === undefined) continue;
    add(groups, node, group);
    for (let index = at - 1; index >= 2 && names[index - 1] === 'children'; index -= 2)
      add(parents, names[index] ?? '', names[index - 2] ?? '');
    if (names[at + 2] === 'ansible_host') members.push({ node, text: value, range });
  }
  return placementsOf(file, members, groups, parents);
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key) ?? [];
  if (!list.includes(value)) lists.set(key, [...list, value]);
}

function placementsOf(file: string, members: readonly Member[], groups: Parents, parents: Parents): Placement[] {
  return members.map(({ node, text, range }) => ({
    node,
    address: hostOf(text) ?? { unknown: text.slice(0, 64) },
    groups: groupsAround(node, groups, parents),
    file,
    range,
  }));
}

/** The groups of a node, then the groups of these. */
function groupsAround(node: string, groups: Parents, parents: Parents): readonly string[] {
  const around = new Set(groups.get(node));
  // A set visits what is added to it on the way.
  for (const group of around) for (const parent of parents.get(group) ?? []) around.add(parent);
  around.delete('all');
  return [...around];
}
