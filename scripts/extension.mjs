// npm run extension -- [folder]: the extension of VS Code, with the program that was built inside of it. The folder (default
// out/vscode) is what VS Code starts; with `--pack` it also becomes out/wso2-topology-<version>.vsix, by the registry's @vscode/vsce.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const VSCE = '@vscode/vsce@3.9.2';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'editors/vscode');
const { values, positionals } = parseArgs({ options: { pack: { type: 'boolean' } }, allowPositionals: true });
const folder = resolve(positionals[0] ?? join(root, 'out/vscode'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'dist'), { recursive: true });
const { metafile } = await build({
  entryPoints: [join(sources, 'src/extension.ts')],
  outfile: join(folder, 'dist/extension.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  metafile: true,
  absWorkingDir: root,
});
const manifest = JSON.parse(readFileSync(join(sources, 'package.json'), 'utf8'));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, version }, undefined, 2)}\n`);
for (const name of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, name), join(folder, name));
cpSync(join(sources, 'README.md'), join(folder, 'README.md'));
// Code caches belong to the Node that built them; the one of the editor is another.
for (const name of readdirSync(join(root, 'dist/bin')).filter((file) => /\.c?js$/.test(file)))
  cpSync(join(root, 'dist/bin', name), join(folder, 'server/bin', name));
cpSync(join(root, 'dist/generated'), join(folder, 'server/generated'), { recursive: true });
writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices());
if (values.pack) pack();

/** Those of the program, and those of the packages in the extension itself. */
function notices() {
  const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => /^node_modules\/[^/]+/.exec(path) ?? []));
  const own = [...packages].sort().map((path) => {
    const { name, version: release, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, path)).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${release} (${license})\n\n${file ? readFileSync(join(root, path, file), 'utf8').trim() : ''}\n`;
  });
  return [readFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8'), ...own].join('\n');
}

function pack() {
  const file = join(dirname(folder), `wso2-topology-${version}.vsix`);
  const args = ['--yes', VSCE, 'package', '--no-dependencies', '--allow-missing-repository', '--out', file];
  const { status, error } = spawnSync('npx', args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw error ?? new Error(`${VSCE} ended in ${status}`);
}
