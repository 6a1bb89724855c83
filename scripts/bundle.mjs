// Makes dist: the CLI and the library as one file each, the generated catalogue beside them, and notices for what is inside.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

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
  // The same library as ES modules: what is not used is left out, and no token asks the environment whether to log it.
  alias: { yaml: join(root, 'node_modules/yaml/browser/dist/index.js') },
};

/** commander can start executables as subcommands. This tool has none: without the module it cannot, and starts faster. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup(bundler) {
    bundler.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('node_modules') ? { path: 'child_process', namespace: 'none' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** What only one command needs, and is large: a file of its own beside the program, read when that command runs. */
const SERVERS = { lsp: 'src/lsp/server.ts', mcp: 'src/mcp/server.ts' };
const besideTheProgram = {
  name: 'beside-the-program',
  setup(bundler) {
    bundler.onResolve({ filter: /\/(lsp|mcp)\/server\.js$/ }, ({ path }) => ({
      path: `./${/\/(\w+)\/server\.js$/.exec(path)[1]}.cjs`,
      namespace: 'beside',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'beside' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
    bundler.onResolve({ filter: /.*/, namespace: 'beside' }, ({ path }) => ({ path, external: true }));
  },
};

const servers = Object.entries(SERVERS).map(([name, entry]) =>
  build({
    ...common,
    entryPoints: [entry],
    outfile: `dist/bin/${name}.cjs`,
    format: 'cjs',
    minify: true,
    charset: 'ascii',
  }),
);

const [program, library, ...others] = await Promise.all([
  build({
    ...common,
    entryPoints: ['src/bin.ts'],
    outfile: 'dist/bin/cli.js',
    // CommonJS starts faster than ESM, and dynamic imports stay lazy inside one file.
    format: 'cjs',
    minify: true,
    define: { 'import.meta.url': 'importMetaUrl' },
    // The loader compiles it as a script, so it is a function already; making one of it there would copy it at every start.
    banner: {
      js: "(function (require, __filename) { const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    footer: { js: '})' },
    charset: 'ascii',
    plugins: [withoutChildProcess, besideTheProgram],
  }),
  build({
    ...common,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/lib/index.js',
    format: 'esm',
    // Some bundled packages are CommonJS and ask for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  }),
  ...servers,
]);
refuseNonAscii(program.outputFiles[0].text);
// What was there is replaced only by what could be built. Declarations are made by another step.
for (const folder of ['bin', 'lib', 'generated']) rmSync(join(dist, folder), { recursive: true, force: true });
for (const { path, contents } of [program, library, ...others].flatMap(({ outputFiles }) => outputFiles)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
const bin = join(dist, 'bin/wso2-topology.cjs');
writeFileSync(bin, loader());
chmodSync(bin, 0o755);
cpSync(join(root, 'src/generated/catalogue'), join(dist, 'generated/catalogue'), { recursive: true });
writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices([program, library, ...others]));

const { error, stderr } = spawnSync(process.execPath, [bin, 'check', 'topologies'], {
  cwd: root,
  env: { ...process.env, WSO2_TOPOLOGY_WRITE_CACHE: '1' },
  encoding: 'utf8',
});
const cache = join(dist, `bin/cli-${process.versions.v8.split('-')[0]}.cache`);
if (!existsSync(cache)) throw error ?? new Error(`the bundle does not run: ${stderr}`);
if (new Script(program.outputFiles[0].text, { cachedData: readFileSync(cache) }).cachedDataRejected)
  throw new Error('the code cache that was made is not accepted');

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

/** The licences of every package that esbuild put into a bundle. */
function notices(bundles) {
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
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
