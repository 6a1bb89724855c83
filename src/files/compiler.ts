/** Ten times what V8 waits by itself, by the line of Node: the flags have other names in each version of V8. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  20: ['--interrupt-budget=675840'],
  22: ['--invocation-count-for-turbofan=30000'],
  24: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000'],
  26: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000'],
};

/**
 * Returns the flags that let V8 optimise a function only after it has run for longer. A check ends before most of what is optimised pays: without
 * them, other threads spend a third of the processor time of 1,000 nodes on it. There are none for lines of Node that are not known: V8
 * says on standard error which flag it does not have.
 * @param version of Node, as in `20.19.1`
 */
export function flagsToOptimiseLater(version: string): readonly string[] {
  return FLAGS[version.split('.', 1)[0] as string] ?? [];
}
