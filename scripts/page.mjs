// Makes the program of the page that checks plans in a browser: the core of the tool, with what a browser has in place of Node.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the page has instead of modules that only Node can run. */
const INSTEAD = [
  { filter: /^node:fs$/, path: join(root, 'src/page/browser/fs.ts') },
  { filter: /^node:v8$/, path: join(root, 'src/page/browser/v8.ts') },
  { filter: /^node:path$/, path: join(root, 'node_modules/path-browserify/index.js') },
  { filter: /\/decode\.js$/, path: join(root, 'src/page/browser/decode.ts'), below: 'src' },
  { filter: /\/packaged\.js$/, path: join(root, 'src/page/dom/packaged.ts'), below: 'src' },
  { filter: /^yaml$/, path: join(root, 'node_modules/yaml/browser/dist/index.js') },
];

const inBrowser = {
  name: 'in-browser',
  setup(bundler) {
    for (const { filter, path, below } of INSTEAD)
      bundler.onResolve({ filter }, ({ importer }) =>
        below === undefined || importer.startsWith(join(root, below)) ? { path } : undefined,
      );
  },
};

/** Returns the program as one text, and the modules that are in it. Fails where something asks for a module of Node. */
export async function pageProgram() {
  const { outputFiles, metafile } = await build({
    entryPoints: ['src/page/dom/start.ts'],
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    write: false,
    plugins: [inBrowser],
  });
  return { text: outputFiles[0].text, modules: Object.keys(metafile.inputs) };
}
