import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/bench-editor.mjs', import.meta.url));

interface Measured {
  /** CPU milliseconds of a Node that does nothing. */
  readonly bare: number;
  /** CPU milliseconds from a message to its findings. */
  readonly rows: readonly { readonly nodes: number; readonly open: number; readonly key: number }[];
}

function measured(...sizes: readonly number[]): Measured {
  const { stdout, stderr } = spawnSync(process.execPath, [script, '--json', ...sizes.map(String)], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

// Ratios of processor times of one run: a slow or busy machine changes both sides. Where one run was disturbed, another counts.
it('answers a key stroke in a part of what Node takes to start, and in time that grows with the topology', {
  retry: 2,
}, () => {
  const { bare, rows } = measured(20, 500, 1000);
  const [small, half, whole] = rows;
  if (!small || !half || !whole) throw new Error('three sizes are measured');
  expect(small.open / bare).toBeLessThan(2.5);
  expect(small.key / bare).toBeLessThan(0.75);
  // Newer lines of Node start in half the time, so that what takes long is compared with other work of the same kind.
  expect(whole.open / whole.key).toBeLessThan(7);
  expect(whole.key / bare).toBeLessThan(5);
  expect(whole.key / half.key).toBeLessThan(2.5);
});
