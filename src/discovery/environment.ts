import { namesOf } from '../configuration/leaf.js';
import { hostOf, numberOf, settingsOf } from '../configuration/plain-values.js';
import type { Found, Unknown } from '../model/found.js';
import type { Fragment, Leaf } from '../model/fragment.js';

/** `$env{TM_HOST}`, as deployment.toml refers to a variable of the process; `${env:TM_HOST}` and `${TM_HOST}` of Carbon 5. */
const REFERENCE = /\$(?:env\{|\{env:|\{(?=[A-Z][A-Z0-9_]*\}))(\w{1,128})\}/g;

/**
 * Puts the environment of a container into the files that it reads. What it does not set stays as it is written.
 * @param environment variables as leaves of one step each, without secrets
 */
export function withEnvironment(fragments: readonly Fragment[], environment: readonly Leaf[]): readonly Fragment[] {
  if (environment.length === 0) return fragments;
  const values = new Map(environment.map((leaf) => [namesOf(leaf), leaf.value]));
  return fragments.map((fragment) => resolved(fragment, values));
}

function resolved(fragment: Fragment, values: ReadonlyMap<string, string>): Fragment {
  const filled = (fragment.referring ?? []).flatMap((leaf) => {
    const value = leaf.value.replaceAll(REFERENCE, (written, name) => values.get(name) ?? written);
    return value === leaf.value ? [] : settingsOf([{ ...leaf, value }]);
  });
  if (filled.length === 0) return fragment;
  const isFilled = new Map(filled.map((leaf) => [keyOf(leaf), leaf]));
  const { settings, offset, hostName } = fragment;
  return {
    ...fragment,
    // A value keeps what else is known of it: the file that its container sees.
    settings: settings.map((leaf) => ({ ...leaf, value: isFilled.get(keyOf(leaf))?.value ?? leaf.value })),
    ...foundAgain('offset', offset, filled, numberOf),
    ...foundAgain('hostName', hostName, filled, hostOf),
  };
}

function keyOf({ steps }: Leaf): string {
  return JSON.stringify(steps.map(({ name, index }) => [name, index]));
}

/** A value that has a name of its own in a fragment, at the path that it was found at. */
function foundAgain<K extends string, T>(
  key: K,
  found: Found<T | Unknown> | undefined,
  leaves: readonly Leaf[],
  read: (text: string) => T | Unknown | undefined,
): { readonly [name in K]?: Found<T | Unknown> } {
  // Names of steps may have dots themselves.
  const path = found?.why.replaceAll('/', '.');
  const leaf = leaves.find((each) => namesOf(each).replaceAll('/', '.') === path);
  const value = leaf && found && read(leaf.value);
  return (found && value !== undefined ? { [key]: { ...found, value } } : {}) as { [name in K]?: Found<T | Unknown> };
}
