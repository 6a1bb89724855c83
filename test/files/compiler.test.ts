import { describe, expect, it } from 'vitest';
import { optimiseLater } from '../../src/files/compiler.js';

function flagsFor(version: string): readonly string[] {
  const flags: string[] = [];
  optimiseLater(version, (flag) => flags.push(flag));
  return flags;
}

describe('optimiseLater', () => {
  it.each([
    ['20.19.1', ['--interrupt-budget=675840']],
    ['22.1.0', ['--invocation-count-for-turbofan=30000']],
    ['24.0.0', ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000']],
    ['26.10.0', ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000']],
  ])('sets what V8 has in Node %s', (version, flags) => {
    expect(flagsFor(version)).toEqual(flags);
  });

  it('leaves lines of Node alone whose flags are not known', () => {
    expect(flagsFor('2.0.0')).toEqual([]);
    expect(flagsFor('99.0.0')).toEqual([]);
    expect(() => optimiseLater('99.0.0')).not.toThrow();
  });
});
