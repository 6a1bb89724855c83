// npm run executable -- [file]: the program that was built and the Node that runs this as one file (default out/wso2-topology, on Windows
// with .exe), which needs no other. https://nodejs.org/api/single-executable-applications.html
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'postject';

/** Node looks for it in its own file: what follows says whether a program is inside. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const ending = process.platform === 'win32' ? '.exe' : '';
const file = resolve(process.argv[2] ?? fileURLToPath(new URL(`../out/wso2-topology${ending}`, import.meta.url)));

if (!readFileSync(process.execPath).includes(FUSE))
  throw new Error(`${process.execPath} cannot carry a program: take a Node of nodejs.org, or \`npx node\``);

const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-executable-'));
try {
  const [config, blob] = [join(folder, 'config.json'), join(folder, 'program.blob')];
  const main = join(dist, 'bin/wso2-topology.cjs');
  writeFileSync(
    config,
    JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true, assets: assets(main) }),
  );
  execFileSync(process.execPath, ['--experimental-sea-config', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  copyFileSync(process.execPath, file);
  chmodSync(file, 0o755);
  // A signature is of the file as it was; macOS starts nothing without one.
  if (process.platform === 'darwin') execFileSync('codesign', ['--remove-signature', file]);
  await inject(file, 'NODE_SEA_BLOB', readFileSync(blob), { sentinelFuse: FUSE, machoSegmentName: 'NODE_SEA' });
  if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', file]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The files of the program and of the catalogue by their paths in `dist`; code caches of this Node alone. */
function assets(main) {
  const foreign = (name) => name.endsWith('.cache') && !name.endsWith(`-${process.versions.v8.split('-')[0]}.cache`);
  const paths = ['bin', 'generated'].flatMap((part) =>
    readdirSync(join(dist, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !foreign(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return Object.fromEntries(
    paths.filter((path) => path !== main).map((path) => [relative(dist, path).split(sep).join('/'), path]),
  );
}
