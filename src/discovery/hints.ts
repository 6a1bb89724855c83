import { RANKS } from '../configuration/format.js';
import { byRank, type Ranked } from '../configuration/reason.js';
import type { Aspect, Hint } from '../model/fragment.js';
import type { FoundNode } from './nodes.js';

/** `--version 4.2.0`, or for one node or product `--version gw=4.2.0`. */
export interface Answers {
  readonly product: readonly string[];
  readonly version: readonly string[];
  readonly profile: readonly string[];
}

/** Everything that the files of a node and its container say of it. */
export function hintsOf({ fragments, service }: FoundNode): readonly Hint[] {
  return [...(service?.hints ?? []), ...fragments.flatMap(({ hints }) => hints)];
}

/** Hints of one aspect, the best first; among equals in the order of the files. */
export function ranked(hints: readonly Hint[], aspect: Aspect): Ranked[] {
  return hints
    .filter((hint) => hint.aspect === aspect)
    .map(({ value, why, file, range, rank }) => ({ value, why, file, range, rank: RANKS[rank] }))
    .sort(byRank);
}

/** Answers for one of some keys, or with `named` false those for all nodes. */
export function answered(
  values: readonly string[],
  keys: readonly string[],
  option: string,
  named: boolean,
): readonly Ranked[] {
  return values.flatMap((text) => {
    const equals = text.indexOf('=');
    const key = equals < 0 ? undefined : text.slice(0, equals);
    const fits = named ? key !== undefined && keys.includes(key) : key === undefined;
    return fits ? [{ value: text.slice(equals + 1), why: option, rank: RANKS.option }] : [];
  });
}

/** Returns the answer for one of some keys, else the one for all nodes. */
export function answerFor(values: readonly string[], keys: readonly string[], option: string): Ranked | undefined {
  return answered(values, keys, option, true)[0] ?? answered(values, [], option, false)[0];
}
