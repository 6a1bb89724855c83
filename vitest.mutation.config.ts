import { defineConfig } from 'vitest/config';

/** The tests that speak of the mutated part; `scripts/mutation.mjs` names them. */
const tests = (process.env.MUTATION_TESTS ?? '{values,deployment,expand,rules,fix,pipeline}/**').split(' ');

/** Tests of the bundle and of the command line run what was built, not what was mutated. */
export default defineConfig({
  test: {
    include: tests.map((name) => `test/${name.replace(/\*\*$/, '**/*')}.test.ts`),
    testTimeout: 180_000,
    // Loading the sources anew for every file would take nine tenths of the time. No test leaves anything behind in a module.
    isolate: false,
  },
});
