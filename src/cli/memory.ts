import { getHeapStatistics } from 'node:v8';
import type { Input } from '../model/input.js';
import { visible } from '../values/visible.js';
import { UsageError } from './io.js';

/** Bytes of memory that a plan takes for each of its characters, findings included. */
const PER_CHARACTER = 400;

/**
 * Refuses inputs that would exhaust the memory of the process: Node ends that without a word of why.
 * @throws UsageError that names the option of Node which gives more
 */
export function refuseTooLarge(inputs: readonly Input[], limit: number = getHeapStatistics().heap_size_limit): void {
  for (const { file, text } of inputs) {
    const needed = text.length * PER_CHARACTER;
    if (needed <= limit) continue;
    throw new UsageError(
      `${visible(file)} may need ${megabytes(needed)} MiB of memory, and Node.js may take ${megabytes(limit)}; NODE_OPTIONS=--max-old-space-size=${megabytes(needed)} allows it more`,
    );
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}
