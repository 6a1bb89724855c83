import type { Format, Fragment, Leaf } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';
import { lastName } from '../leaf.js';
import { isSecret } from '../plain-values.js';
import { propertiesLeaves } from '../syntax/properties.js';

/** Variables that compose files refer to: those of their folder, and those that `env_file` names. */
export const envFile: Format = {
  id: 'env-file',
  title: '.env and other *.env files: the variables that compose files refer to',
  files: /(^|\/)([^/]*\.env|\.env\.[\w.-]+)$/,
  survivesToml: true,
  part: 'supporting',
  read(file, text): Fragment {
    const { leaves } = propertiesLeaves(text);
    return { ...emptyFragment(file, envFile), variables: leaves.flatMap(variableOf) };
  },
};

/** Quotes around a value are not part of it; behind a blank, `#` starts a comment. */
function variableOf(leaf: Leaf): Leaf[] {
  if (isSecret(lastName(leaf))) return [];
  const quoted = /^(["'])(.*?)\1/.exec(leaf.value);
  return [{ ...leaf, value: quoted?.[2] ?? leaf.value.replace(/\s#.*$/, '').trimEnd() }];
}
