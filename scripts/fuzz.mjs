#!/usr/bin/env node
// npm run fuzz [-- --seed N] [--seconds N] [--kind NAME]: runs the shipped program on random input until the time is over. Crashes, other
// exit codes than 0, 1 and 2, runs without an end, secrets in outputs, and answers that contradict each other are failures: each
// is made smaller and printed with the seed of its case. Ends in 1 where there was one.
import { parseArgs } from 'node:util';
import { KINDS } from './fuzz/kinds.mjs';
import { minimised } from './fuzz/minimise.mjs';
import { Random } from './fuzz/random.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    kind: { type: 'string' },
    cases: { type: 'string', default: 'Infinity' },
  },
});
const kinds = KINDS.filter(({ name }) => values.kind === undefined || name === values.kind);
if (kinds.length === 0) {
  console.error(`fuzz: no kind "${values.kind}"; there are ${KINDS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const end = Date.now() + Number(values.seconds) * 1000;
const counts = new Map(kinds.map(({ name }) => [name, 0]));
const known = new Map();
for (let number = 0; Date.now() < end && number < Number(values.cases); number++) {
  const seed = Number(values.seed) + number;
  const { name, make, fails } = kinds[seed % kinds.length];
  const drawn = make(new Random(seed));
  const failure = fails(drawn);
  counts.set(name, counts.get(name) + 1);
  if (failure === undefined) continue;
  const key = `${name}: ${failure.replace(/:.*/s, '')}`;
  known.set(key, (known.get(key) ?? 0) + 1);
  if (known.get(key) > 1) continue;
  console.log(`fuzz: ${name}: ${failure} (--kind ${name} --seed ${seed} --cases 1)`);
  console.log(JSON.stringify(minimised(drawn, fails), null, 1));
}
for (const [name, count] of counts) console.log(`fuzz: ${name}: ${count} cases`);
for (const [key, count] of known) console.log(`fuzz: FAILED ${key}, ${count} times`);
process.exit(known.size > 0 ? 1 : 0);
