// The test runner of Stryker: bundles the tests of a part with the mutated sources and runs all of them in one process. To start
// vitest for each of thousands of mutants takes ten times as long as the tests themselves.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Milliseconds of processor time that tests may take for one mutant: what only slower ones would notice counts as not noticed. */
const BUDGET = 8000;

/** How many of the tests that noticed something last are tried first. */
const NEIGHBOURS = 30;

/** The first process writes into this file how long each test takes; the others read it. */
const COSTS = 'mutation-costs.json';

/** Fails in the words of Stryker: 0 for a test that passed, 1 for one that failed. */
const [PASSED, FAILED] = [0, 1];

class OneProcess {
  /** What mutated sources ask for the mutant that is active, and where they say which ones they reach. */
  state = stateOfMutants();

  /** Tests that noticed a mutant, the last one first: they are likely to notice its neighbour. */
  noticing = [];

  capabilities() {
    return { reloadEnvironment: false };
  }

  async load() {
    this.loaded ??= await import(await bundled(process.cwd(), (process.env.MUTATION_TESTS ?? '').split(' ')));
    return this.loaded;
  }

  async dryRun() {
    const { tests, run } = await this.load();
    const results = [];
    let began = cpuTime();
    const following = (function* (state) {
      for (const test of tests) {
        state.currentTestId = test.id;
        began = cpuTime();
        yield test;
      }
    })(this.state);
    for await (const { test, failure } of run(following))
      results.push({
        ...{ id: test.id, name: test.id, timeSpentMs: cpuTime() - began },
        ...(failure ? { status: FAILED, failureMessage: String(failure) } : { status: PASSED }),
      });
    this.state.currentTestId = undefined;
    writeFileSync(COSTS, JSON.stringify(Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]))));
    return { status: 'complete', tests: results, mutantCoverage: this.state.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
    if (mutantActivation === 'static') this.state.activeMutant = activeMutant.id;
    const { tests, run } = await this.load();
    const reaching = new Set(testFilter ?? tests.map(({ id }) => id));
    const chosen = affordable(
      tests,
      [...this.noticing, ...byCost()].filter((id) => reaching.delete(id)),
    );
    Object.assign(this.state, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    let nrOfTests = 0;
    try {
      for await (const { test, failure } of run(chosen)) {
        nrOfTests += 1;
        if (this.state.hitCount > hitLimit) return { status: 'timeout', reason: 'an endless loop' };
        if (!failure) continue;
        this.noticing = [test.id, ...this.noticing.filter((id) => id !== test.id)].slice(0, NEIGHBOURS);
        return { status: 'killed', killedBy: [test.id], failureMessage: String(failure), nrOfTests };
      }
      return { status: 'survived', nrOfTests };
    } finally {
      this.state.activeMutant = undefined;
    }
  }
}

/** Milliseconds of processor time of this process: what else the machine does makes no test slower. */
function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Names of all tests, the fastest first. */
function byCost() {
  const costs = costsOfTests();
  return Object.keys(costs).sort((a, b) => costs[a] - costs[b]);
}

/** The first of some tests, as many as the budget is for, and one at least. */
function affordable(tests, ids) {
  const costs = costsOfTests();
  const named = new Map(tests.map((test) => [test.id, test]));
  let spent = 0;
  return ids
    .filter((id, index) => {
      spent += costs[id];
      return index === 0 || spent <= BUDGET;
    })
    .map((id) => named.get(id));
}

function costsOfTests() {
  return JSON.parse(readFileSync(COSTS, 'utf8'));
}

function stateOfMutants() {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'one-process', injectableClass: OneProcess }];

/** Bundles tests, and returns where the bundle is. Every file keeps its own URL: tests read what is beside them. */
async function bundled(root, names) {
  const shim = join(root, 'scripts/mutation/vitest.mjs');
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && names.some((name) => file.startsWith(name)))
    .sort();
  const outfile = join(root, 'mutation-tests.mjs');
  await build({
    stdin: {
      contents: [
        `import { beginFile, run, tests } from ${JSON.stringify(shim)};`,
        `import ${JSON.stringify(join(root, 'test/setup.ts'))};`,
        ...files.flatMap((file) => {
          const path = JSON.stringify(join(root, 'test', file));
          return [`beginFile(${path});`, `await import(${path});`];
        }),
        'export { run, tests };',
      ].join('\n'),
      resolveDir: root,
    },
    ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile, logLevel: 'error' },
    plugins: [
      {
        name: 'tests',
        setup(bundler) {
          bundler.onResolve({ filter: /^vitest$/ }, () => ({ path: shim, external: true }));
          bundler.onResolve({ filter: /mutation\/vitest\.mjs$/ }, () => ({ path: shim, external: true }));
          bundler.onLoad({ filter: /\/(src|test)\/.*\.ts$/ }, ({ path }) => {
            const url = JSON.stringify(pathToFileURL(path).href);
            return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', url), loader: 'ts' };
          });
        },
      },
    ],
  });
  return pathToFileURL(outfile).href;
}
