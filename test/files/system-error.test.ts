import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemCode } from '../../src/files/system-error.js';

describe('the code of a system error', () => {
  it('is what the operating system says', () => {
    let caught: unknown;
    try {
      readFileSync('/nowhere/at/all');
    } catch (error) {
      caught = error;
    }
    expect(systemCode(caught)).toBe('ENOENT');
  });

  it.each([new TypeError('a bug'), 'ENOENT'])('is nothing that a bug has: it is thrown again', (error) => {
    expect(() => systemCode(error)).toThrow(error instanceof Error ? error : 'ENOENT');
  });
});
