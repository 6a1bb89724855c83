import { describe, expect, it } from 'vitest';
import { flagsToOptimiseLater } from '../../src/files/compiler.js';

describe('flagsToOptimiseLater', () => {
  it.each([
    ['20.19.1', ['--interrupt-budget=675840']],
    ['22.1.0', ['--invocation-count-for-turbofan=30000']],
    ['24.0.0', ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000']],
    ['26.10.0', ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000']],
  ])('returns what V8 has in Node %s', (version, flags) => {
    expect(flagsToOptimiseLater(version)).toEqual(flags);
  });

  it('leaves lines of Node alone whose flags are not known', () => {
    expect(flagsToOptimiseLater('2.0.0')).toEqual([]);
    expect(flagsToOptimiseLater('99.0.0')).toEqual([]);
  });
});
