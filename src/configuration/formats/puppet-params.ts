import type { Format, Fragment, Hint, Leaf } from '../../model/fragment.js';
import { rangesOf } from '../../values/lines.js';
import { at } from '../../values/lists.js';
import { posix } from '../../values/posix.js';
import { emptyFragment } from '../format.js';
import { packHints } from '../image-hints.js';
import { step } from '../leaf.js';
import { inputsOf } from '../rendering.js';
import { puppetLeaves } from '../syntax/puppet.js';
import { erb } from '../templates/erb.js';

const INHERITS = 'inherits';

/** Variables of the classes of a Puppet module, which its templates are rendered with. */
export const puppetParams: Format = {
  id: 'puppet-params',
  title: 'params.pp and other classes of Puppet modules: the variables of the templates beside them',
  files: /(^|\/)manifests\/[\w-]+\.pp$/,
  recognises: (text) => /^class[ \t]\w/m.test(text),
  survivesToml: true,
  part: 'supporting',
  fills: { templates: /\.erb$/, language: erb, sources: variablesOf },
  read(file, text): Fragment {
    const leaves = puppetLeaves(text);
    const base = /\binherits[ \t](?:::)?([\w:]{1,200})/.exec(text);
    const inherited =
      base?.[1] === undefined ? [] : [{ steps: [step(INHERITS)], value: base[1], range: rangesOf(text)(base.index) }];
    return {
      ...emptyFragment(file, puppetParams),
      hints: packIn(file, leaves),
      inputs: [...inherited, ...inputsOf(leaves)],
    };
  },
};

/** The pack that a module installs; one that depends on a case counts where all of them are equal. */
function packIn(file: string, leaves: readonly Leaf[]): Hint[] {
  const packs = leaves.map((leaf) => packHints(file, leaf, leaf.value, 'file')).filter((hints) => hints.length > 0);
  const named = new Set(packs.map((hints) => hints.map(({ value }) => value).join(' ')));
  return named.size === 1 ? at(packs, 0) : [];
}

/** The classes of the module that a template is in, and those that they inherit. Where Hiera has the variables, classes have none of their own. */
function variablesOf(template: string, all: readonly Fragment[]): readonly Fragment[] {
  const [, module] = /^(.*?)\/?templates\//.exec(template) ?? [];
  if (module === undefined || all.some(({ format }) => format.renders && format.runsAs === 'machine')) return [];
  const found = new Set(all.filter(({ file }) => posix.dirname(file) === posix.join(module, 'manifests')));
  for (const { inputs = [] } of found)
    for (const { steps, value } of inputs) {
      if (steps[0]?.name !== INHERITS) continue;
      const [name = '', ...path] = value.split('::');
      const file = `${posix.join(posix.dirname(module), name, 'manifests', ...(path.length > 0 ? path : ['init']))}.pp`;
      for (const base of all) if (base.file === file) found.add(base);
    }
  return [...found];
}
