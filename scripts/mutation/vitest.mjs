// Replaces `vitest` while mutants are tried: tests are collected once, and any of them run again in the same process. Assertions are
// those of vitest.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const { ASYMMETRIC_MATCHERS_OBJECT, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } = await import(
  pathToFileURL(require.resolve('@vitest/expect')).href
);
for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
);

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'];
const suiteIn = (parent, name) => ({ parent, name, ...Object.fromEntries(HOOKS.map((hook) => [hook, []])) });

/** Every test that was collected, in the order of the files. */
export const tests = [];
let suite = suiteIn(undefined, '');

/** Everything that is collected afterwards belongs to a file. */
export function beginFile(name) {
  suite = suiteIn(undefined, name);
}

export function describe(name, body) {
  const parent = suite;
  suite = suiteIn(parent, `${parent.name} > ${name}`);
  body();
  suite = parent;
}

export function it(name, body) {
  tests.push({ id: `${tests.length}: ${suite.name} > ${name}`, suite, body });
}

const argumentsOf = (row) => (Array.isArray(row) ? row : [row]);
const each = (collect) => (table) => (name, body) => {
  for (const [index, row] of [...table].entries()) collect(`${name} (${index})`, () => body(...argumentsOf(row)));
};
describe.each = each(describe);
it.each = each(it);
it.skipIf = (isSkipped) => (isSkipped ? () => {} : it);
it.runIf = (isRun) => it.skipIf(!isRun);

export const [beforeAll, beforeEach, afterEach, afterAll] = HOOKS.map((hook) => (body) => {
  suite[hook].push(body);
});

/** The engine of command lines is what is mutated, and nothing that was built. */
export const inject = () => 'sources';

function linesOf(each) {
  return each === undefined ? [] : [...linesOf(each.parent), each];
}

/** Runs tests one after the other, and yields the failure of each; undefined for one that passed. */
export async function* run(chosen) {
  const begun = new Set();
  for (const test of chosen) yield { test, failure: await failureOf(test, begun) };
  for (const each of begun) await called(each.afterAll);
}

async function failureOf({ body, suite: own }, begun) {
  const suites = linesOf(own);
  try {
    for (const each of suites.filter((other) => !begun.has(other))) {
      begun.add(each);
      await called(each.beforeAll);
    }
    await called(suites.flatMap(({ beforeEach: hooks }) => hooks));
    await body();
    return undefined;
  } catch (error) {
    return error ?? new Error('nothing was thrown');
  } finally {
    await called(suites.reverse().flatMap(({ afterEach: hooks }) => hooks));
  }
}

async function called(hooks) {
  for (const hook of hooks) await hook();
}
