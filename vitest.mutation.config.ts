import { defineConfig } from 'vitest/config';

/** The tests that speak of the mutated folders; those of the bundle and the command line run what was built, not what was mutated. */
export default defineConfig({
  test: {
    include: ['test/*.test.ts', 'test/{rules,expand,fix}/**/*.test.ts'],
    exclude: ['test/{package,docs,guards,pipelines,topologies}.test.ts'],
  },
});
