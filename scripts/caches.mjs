#!/usr/bin/env node
// npm run caches: adds the code caches of every line of Node that is supported to a program that was built, for a package that is published.
// Ends in 1 where those of a line could not be made.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eachLine } from './node-lines.mjs';

const script = fileURLToPath(new URL('write-caches.mjs', import.meta.url));
const failed = eachLine((bin, version) => {
  console.log(`caches: ${version}`);
  return spawnSync(join(bin, 'node'), [script], { stdio: 'inherit' }).status === 0;
});
process.exit(failed.length === 0 ? 0 : 1);
