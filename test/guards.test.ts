import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands/index.js';
import { FORMATS } from '../src/report/registry.js';
import { ALL_RULES } from '../src/rules/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));

function filesBelow(directory: string, ending: string): string[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((name) => name.endsWith(ending) && !name.includes('generated') && statSync(join(root, name)).isFile())
    .sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

const sources = filesBelow('src', '.ts');

/** The modules of the project that a file imports, types included. */
function importsOf(file: string): string[] {
  const code = read(file).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const specifiers = [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map((match) => match[1] ?? '')
    .filter((specifier) => specifier.endsWith('.js'));
  return specifiers.map((specifier) => relative('src', join(file, '..', specifier)).replace(/\.js$/, ''));
}

function stageOf(module: string): string {
  return module.includes('/') ? (module.split('/')[0] ?? module) : module;
}

/** What every stage may know of: shapes of data, arithmetic, questions to a deployment. */
const COMMON = ['model', 'values', 'generated', 'deployment'];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  values: ['model'],
  deployment: ['model', 'values'],
  files: ['model', 'values'],
  catalogue: [...COMMON, 'files'],
  load: [...COMMON],
  configuration: [...COMMON, 'catalogue', 'files'],
  expand: [...COMMON, 'catalogue'],
  overlay: [...COMMON, 'configuration', 'expand', 'catalogue'],
  rules: [...COMMON],
  desired: [...COMMON, 'catalogue'],
  flows: [...COMMON],
  editor: [...COMMON, 'load', 'catalogue', 'pipeline', 'fix', 'rules'],
  mcp: [],
  page: [...COMMON, 'cli', 'pipeline', 'report', 'catalogue', 'configuration', 'files', 'flows', 'import'],
  lsp: ['model', 'editor'],
  changes: [...COMMON],
  export: [...COMMON, 'catalogue'],
  listing: [...COMMON],
  verify: [...COMMON],
  preflight: [...COMMON],
  probe: [...COMMON, 'files'],
  discovery: [...COMMON, 'configuration', 'catalogue', 'files'],
  import: [...COMMON, 'discovery', 'configuration', 'catalogue'],
  fix: [...COMMON, 'rules'],
  report: [...COMMON, 'rules', 'catalogue'],
  pipeline: [...COMMON, 'load', 'overlay', 'expand', 'rules', 'fix', 'flows', 'report/report', 'catalogue'],
  cli: [
    ...COMMON,
    ...[
      'files',
      'load',
      'configuration',
      'discovery',
      'import',
      'catalogue',
      'rules',
      'flows',
      'changes',
      'export',
      'listing',
      'verify',
      'preflight',
      'probe',
      'desired',
      'pipeline',
      'report',
      'editor',
      'lsp',
      'mcp',
    ],
  ],
  // The two doors: the process, and the library.
  bin: ['cli', 'files/compiler', 'files/printer'],
  index: ['model', 'catalogue', 'configuration', 'load', 'pipeline', 'report'],
};

/** A module belongs to the stage of its folder; nothing but the two doors is in the root. */
function allowedIn(file: string): readonly string[] {
  const stage = stageOf(relative('src', file).replace(/\.ts$/, ''));
  const allowed = MAY_IMPORT[stage];
  if (!allowed) throw new RangeError(`${file}: the stage ${stage} has no row in MAY_IMPORT`);
  return [...allowed, stage];
}

describe('stages', () => {
  it.each(sources.map((file) => [file]))('%s imports only what its stage may know of', (file) => {
    const known = allowedIn(file);
    const foreign = importsOf(file).filter((module) => !known.includes(stageOf(module)) && !known.includes(module));
    expect(foreign).toEqual([]);
  });

  it('only bin.ts touches the process', () => {
    const touching = sources.filter((file) =>
      /\bprocess\.(?!nextTick)|node:process|console\./.test(read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(touching).toEqual(['src/bin.ts']);
  });

  it('the core imports no module of Node, nor asks for what only Node has: a browser runs it as well', () => {
    const edge = ['bin', 'cli', 'files', 'probe', 'lsp', 'mcp'];
    const core = sources.filter((file) => !edge.includes(stageOf(relative('src', file).replace(/\.ts$/, ''))));
    const asking = core.filter((file) =>
      /from 'node:|import\('node:|\bBuffer\b|\brequire\(/.test(read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(core.length).toBeGreaterThan(300);
    expect(asking).toEqual([]);
  });

  it('only files/ touches the file system', () => {
    const touching = sources.filter((file) => /'node:(fs|os)|'(fs|os)(\/promises)?'/.test(read(file)));
    expect(touching.filter((file) => !file.startsWith('src/files/'))).toEqual(['src/probe/machine.ts']);
    // It asks for the name and the addresses of the machine, and for no file.
    expect(read('src/probe/machine.ts')).toContain("import { hostname, networkInterfaces } from 'node:os';");
    expect(read('src/probe/machine.ts')).not.toMatch(/'(node:)?fs/);
  });

  it('only the probes of a machine reach for the network, and one command asks for them', () => {
    const reaching = sources.filter((file) =>
      /node:(net|http|https|http2|dgram|dns|dns\/promises|tls|worker_threads|cluster)'|\bfetch\(/.test(read(file)),
    );
    expect(reaching).toEqual(['src/probe/bind.ts', 'src/probe/connect.ts', 'src/probe/resolve.ts']);
    const asking = sources.filter((file) => importsOf(file).some((module) => stageOf(module) === 'probe'));
    expect(asking.filter((file) => !file.startsWith('src/probe/'))).toEqual(['src/cli/actions/preflight.ts']);
  });

  it('one file starts a process, git, and no shell', () => {
    const starting = sources.filter((file) => /child_process/.test(read(file)));
    expect(starting).toEqual(['src/files/git.ts']);
    expect(read('src/files/git.ts')).toContain("spawnSync('git', ");
    expect(read('src/files/git.ts')).not.toMatch(/\b(execSync|execFile|fork|shell:)/);
  });
});

describe('indexes', () => {
  it('list every rule file', () => {
    const files = filesBelow('src/rules', '.ts').filter((file) => /^ {2}id: '/m.test(read(file)));
    expect(files.map((file) => file.replace(/^src\/rules\/|\.ts$/g, '')).sort()).toEqual(
      ALL_RULES.map(({ id }) => id).sort(),
    );
  });

  it('list every reporter of check', () => {
    const files = filesBelow('src/report', '.ts').filter((file) => /: Reporter = /.test(read(file)));
    expect(files.map((file) => basename(file, '.ts')).sort()).toEqual([...FORMATS].sort());
  });

  it('list every command', () => {
    const files = readdirSync(join(root, 'src/cli/commands')).filter(
      (name) =>
        name.endsWith('.ts') && /^export function add\w+\(program: Command/m.test(read(`src/cli/commands/${name}`)),
    );
    expect(COMMANDS).toHaveLength(files.length);
  });

  it('give every rule a test and an example that differs', () => {
    for (const { id, example } of ALL_RULES) {
      expect(statSync(join(root, 'test/rules', `${id}.test.ts`)).isFile(), id).toBe(true);
      expect(example.bad, id).not.toBe(example.good);
    }
  });
});

describe('topologies', () => {
  it.each(filesBelow('topologies', '.yaml').map((file) => [file]))(
    '%s starts with the editor modeline and says what it shows',
    (file) => {
      const [modeline, comment] = read(file).split('\n');
      expect(modeline).toBe('# yaml-language-server: $schema=../schemas/topology.schema.json');
      expect(comment).toMatch(/^# \w.{20,}/);
    },
  );
});

describe('the repository', () => {
  const texts = [
    ...sources,
    ...filesBelow('test', '.ts'),
    ...filesBelow('docs', '.md'),
    ...filesBelow('scripts', '.mjs'),
    ...filesBelow('topologies', '.yaml'),
    'README.md',
  ];

  it('holds no left-over markers', () => {
    const marker = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X\\b'].join(''));
    expect(texts.filter((file) => marker.test(read(file)))).toEqual([]);
  });

  it('names no path of one machine', () => {
    const path = new RegExp(['/wo', 'rk/|/ro', 'ot/|/ho', 'me/\\w+/'].join(''));
    expect(texts.filter((file) => path.test(read(file).replaceAll('/home/wso2carbon/', '')))).toEqual([]);
  });

  it('locks packages without the address they came from', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });
});
