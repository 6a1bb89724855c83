import { defineConfig } from 'vitest/config';

/** The folders of tests that speak of the mutated part; `scripts/mutation.mjs` names them. */
const folders = (process.env.MUTATION_TESTS ?? 'values,deployment,expand,rules,fix,pipeline').split(',');

/** The tests of the mutated folders; those of the bundle and the command line run what was built, not what was mutated. */
export default defineConfig({
  test: {
    include: [...folders.map((folder) => `test/${folder}/**/*.test.ts`), 'test/{fixtures,index,real-links}.test.ts'],
    testTimeout: 180_000,
  },
});
