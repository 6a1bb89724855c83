// Makes the code caches of a program that was built, for the version of V8 that runs this, and checks that they are accepted.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/bin');

/**
 * A cache holds the functions that ran: those of clean plans and of findings, then those of what reads options and makes tables, and of what
 * finds nodes in files.
 */
const LINES = [
  ['check', 'topologies'],
  ['ports', 'topologies'],
  ['check', 'docs/examples'],
];

const ending = `-${process.versions.v8.split('-')[0]}.cache`;
const caches = () => readdirSync(folder).filter((name) => name.endsWith(ending));

for (const cache of caches()) rmSync(join(folder, cache));
for (const line of LINES) {
  const { status, error, stderr } = spawnSync(process.execPath, [join(folder, 'wso2-topology.cjs'), ...line], {
    cwd: root,
    env: { ...process.env, WSO2_TOPOLOGY_WRITE_CACHE: '1' },
    encoding: 'utf8',
  });
  // 1 is findings.
  if (status !== 0 && status !== 1) throw error ?? new Error(`the program does not run: ${stderr}`);
}
if (caches().length === 0) throw new Error('no code cache was made');
for (const cache of caches()) {
  const source = readFileSync(join(folder, `${cache.slice(0, -ending.length)}.js`), 'latin1');
  if (new Script(source, { cachedData: readFileSync(join(folder, cache)) }).cachedDataRejected)
    throw new Error(`the code cache ${cache} is not accepted`);
}
