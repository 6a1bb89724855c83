import { defineConfig } from 'vitest/config';

/** The tests of the mutated folders; those of the bundle and the command line run what was built, not what was mutated. */
export default defineConfig({
  test: {
    include: [
      'test/{values,deployment,expand,rules,fix,pipeline}/**/*.test.ts',
      'test/{fixtures,index,real-links}.test.ts',
    ],
    testTimeout: 180_000,
  },
});
