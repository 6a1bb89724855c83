import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They read data that is not part of the repository: `npm run corpus`.
    exclude: ['test/corpus/**'],
    sequence: { shuffle: true },
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/generated/**', 'src/bin.ts', 'src/model/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 95, branches: 92 },
    },
  },
});
