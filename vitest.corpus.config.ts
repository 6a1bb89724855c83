import { defineConfig } from 'vitest/config';

/** Tests that read data next to the repository; `scripts/corpus.mjs` runs them where the data is. */
export default defineConfig({
  test: { include: ['test/corpus/**/*.test.ts'], testTimeout: 180_000 },
});
