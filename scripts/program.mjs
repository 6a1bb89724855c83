// Bundles the command-line program into files that are loaded when they are wanted. What a plain check needs is one of them.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Loaded when one of their functions is first called, although whoever calls it imports them. They export functions alone. */
const ON_DEMAND = [
  'src/fix/suggest/suggest.ts',
  'src/load/product.ts',
  'src/load/schema-faults.ts',
  'src/load/shown-text.ts',
  'src/load/yaml-scalars.ts',
  'src/load/yaml-source.ts',
  'src/pipeline/settle.ts',
  'src/report/deployment-report.ts',
  'src/values/url-parts.ts',
].map((file) => join(root, file));

/** What runs where no option is given. */
const PLAIN = ['src/cli/actions/plain-check.ts', 'src/report/text/text.ts'].map((file) => join(root, file));

/** The same library as ES modules: what is not used is left out, and no token asks the environment whether to log it. */
export const YAML = join(root, 'node_modules/yaml/browser/dist/index.js');

const nameOf = (file) => basename(file, '.ts');

const onDemand = {
  name: 'on-demand',
  async resolveId(specifier, importer) {
    if (importer === undefined || !specifier.startsWith('.')) return null;
    const { id } = (await this.resolve(specifier, importer, { skipSelf: true })) ?? {};
    return ON_DEMAND.includes(id) ? `\0on-demand:${id}` : null;
  },
  load(id) {
    const [, file] = /^\0on-demand:(.*)$/s.exec(id) ?? [];
    if (file === undefined) return null;
    const names = [...readFileSync(file, 'utf8').matchAll(/^export (?!type |interface )(?:function )?(\w+)/gm)];
    const functions = names.map(
      ([, name]) => `export function ${name}(...values) { return load().${name}(...values); }`,
    );
    return `let loaded;\nfunction load() { return loaded ??= part('./${nameOf(file)}.js'); }\n${functions.join('\n')}`;
  },
};

/** commander can start executables as subcommands. This tool has none: without the module it cannot, and starts faster. */
const withoutChildProcess = {
  name: 'without-child-process',
  resolveId: (specifier, importer) =>
    specifier === 'node:child_process' && importer?.includes('node_modules/commander') ? '\0none' : null,
  load: (id) => (id === '\0none' ? 'export default {};' : null),
};

/** Returns the files of the program, each with the modules in it. */
export async function programFiles() {
  const plain = new Set(loadedFirst(await bundled(PLAIN, [])).flatMap(({ moduleIds }) => moduleIds));
  const entries = ON_DEMAND.map((file) => [nameOf(file), file]);
  const chunks = await bundled({ bin: join(root, 'src/bin.ts'), ...Object.fromEntries(entries) }, [
    { name: 'plain', test: (id) => plain.has(id) },
  ]);
  return Promise.all(
    chunks.map(async ({ fileName, code, moduleIds }) => ({ name: fileName, text: await asFunction(code), moduleIds })),
  );
}

/** Warnings about what is meant, and about how long a busy machine took. */
const HARMLESS = new Set(['INEFFECTIVE_DYNAMIC_IMPORT', 'PLUGIN_TIMINGS']);

async function bundled(input, groups) {
  const bundle = await rolldown({
    input,
    platform: 'node',
    cwd: root,
    resolve: { alias: { yaml: YAML } },
    transform: { define: { 'import.meta.url': 'moduleUrl' } },
    plugins: [onDemand, withoutChildProcess],
    // A slow machine is not a mistake of the bundle.
    checks: { bundlerTimings: false },
    // What a plain check needs is loaded with it, wherever it is imported.
    onLog(level, { code, message }) {
      if (level === 'warn' && !HARMLESS.has(code)) throw new Error(message);
    },
  });
  const { output } = await bundle.generate({ format: 'cjs', codeSplitting: { groups }, chunkFileNames: '[name].js' });
  await bundle.close();
  return output;
}

/** The entries, and what they load before they run. */
function loadedFirst(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set();
  const visit = (chunk) => {
    if (!chunk || reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of chunk.imports) visit(byName.get(name));
  };
  for (const chunk of chunks) if (chunk.isEntry) visit(chunk);
  return [...reached];
}

/** The loader compiles a file as a script, so it is a function already: to make one of it there would copy it at every start. */
async function asFunction(code) {
  const { code: minified } = await transform(code, {
    ...{ format: 'cjs', platform: 'node', target: 'node20', minify: true, charset: 'ascii', legalComments: 'none' },
  });
  return `(function (exports, require, moduleUrl, part) {${minified}})`;
}
