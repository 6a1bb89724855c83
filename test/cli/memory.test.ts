import { expect, it } from 'vitest';
import { UsageError } from '../../src/cli/io.js';
import { refuseTooLarge } from '../../src/cli/memory.js';
import { getHeapStatistics } from '../../src/page/browser/v8.js';
import { command } from './command.js';

const MIB = 1024 * 1024;

it('refuses a plan that would exhaust the memory, and says how to allow it', () => {
  const input = { file: 'huge\u001b.yaml', text: ' '.repeat(MIB) };
  expect(() => refuseTooLarge([input], 399 * MIB)).toThrow(UsageError);
  expect(() => refuseTooLarge([input], 399 * MIB)).toThrow(
    'huge\\x1b.yaml may need 400 MiB of memory, and Node.js may take 399; NODE_OPTIONS=--max-old-space-size=400 allows it more',
  );
});

it('takes every plan that fits', () => {
  expect(() => refuseTooLarge([{ file: 'a.yaml', text: ' '.repeat(MIB) }], 400 * MIB)).not.toThrow();
});

it('takes every plan in a browser', () => {
  const input = { file: 'a.yaml', text: ' '.repeat(MIB) };
  expect(() => refuseTooLarge([input], getHeapStatistics().heap_size_limit)).not.toThrow();
});

it('ends in one message and exit code 2 where a raised limit lets in too much', async () => {
  const text = `version: 1\nhosts: { a: {} }\nnodes: {}\n${'#'.repeat(40 * MIB)}\n`;
  const { code, stdout, stderr } = await command('check', '--max-size', '999999999', 'huge.yaml', {
    files: { 'huge.yaml': text },
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^wso2-topology: huge\.yaml may need \d+ MiB of memory, .*--max-old-space-size=\d+.*\n$/);
});
