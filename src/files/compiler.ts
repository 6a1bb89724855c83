import { setFlagsFromString } from 'node:v8';

/** Ten times what V8 waits by itself, by the line of Node: the flags have other names in each version of V8. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  20: ['--interrupt-budget=675840'],
  22: ['--invocation-count-for-turbofan=30000'],
  24: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000'],
  26: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000'],
};

/**
 * Lets V8 optimise a function only after it has run for longer. A check ends before most of what is optimised pays: without this, other threads
 * spend a third of the processor time of 1,000 nodes on it. Lines of Node that are not known are left alone: V8 says on standard error which flag
 * it does not have.
 * @param version of Node, as in `20.19.1`
 * @param set takes one flag
 */
export function optimiseLater(version: string, set: (flag: string) => void = setFlagsFromString): void {
  for (const flag of FLAGS[version.split('.', 1)[0] as string] ?? []) set(flag);
}
