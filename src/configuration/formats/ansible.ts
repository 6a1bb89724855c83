import { posix } from 'node:path';
import type { Format, Fragment, Hint, Home } from '../../model/fragment.js';
import { isVersion } from '../../values/versions.js';
import { emptyFragment } from '../format.js';
import { baseNameOf } from '../home.js';
import { leafAt } from '../leaf.js';
import { hint, hostNameAt, offsetAt } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

/** Variables whose meaning is plain; the files of a role decide about the others. */
export const ansible: Format = {
  id: 'ansible',
  title: 'Ansible host_vars and group_vars: ports_offset, hostname, product_name, product_version',
  files: /(^|\/)(host_vars|group_vars)\/[^/]+\.ya?ml$/,
  survivesToml: true,
  runsAs: 'machine',
  homeOf: (file) => ({ key: file, name: baseNameOf(file) }),
  sharing: { isShared: (file) => file.includes('group_vars/'), nearest: groupsOf },
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, ansible), fault: read.fault };
    const { leaves } = read;
    const product = leafAt(leaves, 'product_name');
    const version = leafAt(leaves, 'product_version');
    const hints: Hint[] = [];
    if (product) hints.push(hint(file, product, 'product', 'path', product.value, 'product_name'));
    if (version && isVersion(version.value))
      hints.push(hint(file, version, 'version', 'file', version.value, 'product_version'));
    return {
      ...emptyFragment(file, ansible),
      hints,
      ...offsetAt(file, leaves, 'ports_offset'),
      ...hostNameAt(file, leaves, ['hostname']),
    };
  },
};

/** The group of a node is named like the start of its name; what is left are groups of groups. */
function groupsOf(home: Home, shared: readonly string[]): readonly string[] {
  const folder = posix.join(posix.dirname(posix.dirname(home.key)), 'group_vars');
  const groups = shared.filter((file) => posix.dirname(file) === folder);
  const fitting = groups
    .filter((file) => home.name.startsWith(baseNameOf(file)))
    .sort((a, b) => baseNameOf(b).length - baseNameOf(a).length);
  const generic = groups.filter((file) => !fitting.includes(file) && /(^|\/)(all|ei)\.ya?ml$/.test(file));
  return [...fitting, ...generic];
}
