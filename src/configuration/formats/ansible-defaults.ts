import type { Format, Fragment } from '../../model/fragment.js';
import { posix } from '../../values/posix.js';
import { emptyFragment } from '../format.js';
import { packHints } from '../image-hints.js';
import { inputsOf } from '../rendering.js';
import { yamlLeaves } from '../syntax/yaml.js';
import { jinja } from '../templates/jinja.js';

/** Variables of an Ansible role, which its templates are rendered with where no host_vars say what they are for. */
export const ansibleDefaults: Format = {
  id: 'ansible-defaults',
  title: 'defaults and vars of Ansible roles: the variables of the templates beside them',
  files: /(^|\/)(defaults|vars)\/main\.ya?ml$/,
  survivesToml: true,
  part: 'supporting',
  fills: { templates: /\.j2$/, language: jinja, sources: variablesOf },
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, ansibleDefaults), fault: read.fault };
    return {
      ...emptyFragment(file, ansibleDefaults),
      hints: read.leaves.flatMap((leaf) => packHints(file, leaf, leaf.value, 'file')),
      inputs: inputsOf(read.leaves),
    };
  },
};

/** Defaults give way to vars. A role of a playbook whose hosts have variables of their own is none by itself. */
function variablesOf(template: string, all: readonly Fragment[]): readonly Fragment[] {
  const [, role] = /^(.*?)\/?templates\//.exec(template) ?? [];
  if (role === undefined) return [];
  const playbook = posix.dirname(posix.dirname(role));
  if (all.some(({ file }) => /(^|\/)host_vars\//.test(file) && (playbook === '.' || file.startsWith(`${playbook}/`))))
    return [];
  return ['defaults', 'vars'].flatMap((folder) =>
    all.filter(({ file }) => posix.dirname(file) === posix.join(role, folder)),
  );
}
