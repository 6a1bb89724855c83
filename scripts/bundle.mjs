// Makes dist: the program in files that are loaded when they are wanted, the library as one file, the generated catalogue beside them, and notices for what is inside.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { pageProgram } from './page.mjs';
import { programFiles, YAML } from './program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  absWorkingDir: root,
  legalComments: 'none',
  metafile: true,
  write: false,
  alias: { yaml: YAML },
};

const [program, page, library] = await Promise.all([
  programFiles(),
  pageProgram(),
  build({
    ...common,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/lib/index.js',
    format: 'esm',
    // Some bundled packages are CommonJS and ask for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  }),
]);
for (const { text } of program) refuseNonAscii(text);
// What was there is replaced only by what could be built. Declarations are made by another step.
for (const folder of ['bin', 'lib', 'generated']) rmSync(join(dist, folder), { recursive: true, force: true });
for (const folder of ['bin', 'lib']) mkdirSync(join(dist, folder), { recursive: true });
for (const { path, contents } of library.outputFiles) writeFileSync(path, contents);
for (const { name, text } of program) writeFileSync(join(dist, 'bin', name), text);
const bin = join(dist, 'bin/wso2-topology.cjs');
writeFileSync(bin, loader());
chmodSync(bin, 0o755);
cpSync(join(root, 'src/generated/catalogue'), join(dist, 'generated/catalogue'), { recursive: true });
for (const folder of ['src', 'dist']) writeFileSync(join(root, folder, 'generated/page.js'), page.text);
writeFileSync(
  join(root, 'dist/THIRD-PARTY-NOTICES.txt'),
  notices([...program.flatMap(({ moduleIds }) => moduleIds), ...page.modules, ...Object.keys(library.metafile.inputs)]),
);

await import('./write-caches.mjs');

/** The loader answers `--version` by itself. */
function loader() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = readFileSync(join(root, 'scripts/loader.cjs'), 'utf8');
  const withVersion = text.replace("const VERSION = '';", `const VERSION = ${JSON.stringify(version)};`);
  if (withVersion === text) throw new Error('the loader has no place for the version');
  return withVersion;
}

/** The loader reads the program as Latin-1. The bundler escapes strings, but it must keep a tagged template as it is written. */
function refuseNonAscii(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII includes them
  const excerpt = /.{0,60}[^\u0000-\u007f].{0,60}/.exec(text)?.[0];
  if (excerpt !== undefined)
    throw new Error(`the bundle is not ASCII; write the character as an escape or an entity: ${excerpt}`);
}

/** The licences of every package of which a module is in a bundle. */
function notices(modules) {
  const packages = new Set(modules.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  return [...packages].sort().map(noticeOf).join('\n');
}

/** Where Node finds a package: the folders above may hold it too. */
function folderOf(name) {
  for (let above = root; ; above = dirname(above)) {
    const folder = join(above, 'node_modules', name);
    if (existsSync(folder)) return folder;
    if (above === dirname(above)) throw new Error(`the package ${name} is not installed`);
  }
}

function noticeOf(name) {
  const directory = folderOf(name);
  const { version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const file = existsSync(directory) && readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(directory, file), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}\n`;
}
