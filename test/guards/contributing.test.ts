import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const own = 'contributing.test.ts';
const copy = join(mkdtempSync(join(tmpdir(), 'wso2-topology-contribution-')), 'checkout');
const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

/** A thing that a contributor adds: its files, and the line of the index that names it. */
interface Addition {
  /** First column of the table in CONTRIBUTING.md. */
  readonly thing: string;
  /** What the placeholder of the table stands for; `a-dummy` when absent. */
  readonly name?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly index?: { readonly file: string; readonly lines: readonly (readonly [before: string, line: string])[] };
}

const RULE = `import { defineRule } from './rule.js';

export const dummyRule = defineRule<{ readonly one: { readonly host: string } }>({
  id: 'dummy-rule',
  severity: 'info',
  summary: 'a host has a name that nothing uses',
  why: 'It is a trial.',
  remedy: 'Take it away.',
  example: { bad: 'version: 1\\nhosts: { dummy-host: {} }\\nnodes: {}\\n', good: 'version: 1\\nhosts: {}\\nnodes: {}\\n' },
  sources: ['a trial'],
  messages: { one: ({ host }) => \`\${host} is a dummy\` },
  check: function* ({ hosts }) {
    for (const { id, place } of hosts.filter((host) => host.id === 'dummy-host'))
      yield {
        message: 'one',
        data: { host: id },
        at: { ...place, label: 'a dummy' },
        related: [],
        subject: { host: id, nodes: [], listeners: [] },
      };
  },
});
`;

const FORMAT = `import { structured } from '../structured.js';
import { tomlLeaves } from '../syntax/toml.js';

export const aDummy = structured({
  id: 'a-dummy.toml',
  title: 'a-dummy.toml of a trial',
  files: /(^|\\/)a-dummy\\.toml$/,
  survivesToml: true,
  part: 'supporting',
  leaves: tomlLeaves,
});
`;

const COMMAND = `import type { Command } from 'commander';
import type { Context } from '../context.js';

/** Adds \`a-dummy\`, a trial. */
export function addADummy(program: Command, context: Context): void {
  program.command('a-dummy').action(async () => {
    const { aDummy } = await import('../actions/a-dummy.js');
    context.exit(aDummy());
  });
}
`;

const ADDITIONS: readonly Addition[] = [
  {
    thing: 'a product or a release',
    name: 'dummy-product',
    files: {
      'src/catalogue/products/dummy-product.yaml': read(root, 'src/catalogue/products/wso2ei-msf4j.yaml')
        .replaceAll('wso2ei-msf4j', 'dummy-product')
        .replaceAll(/^(aliases|family|recognisedBy|nicknames):[^\n]*\n(?: +[^\n]*\n)*/gm, ''),
    },
  },
  {
    thing: 'a rule',
    name: 'dummy-rule',
    files: { 'src/rules/dummy-rule.ts': RULE, 'test/rules/dummy-rule.test.ts': '' },
    index: {
      file: 'src/rules/index.ts',
      lines: [
        ['import { advertisedEndpoint }', "import { dummyRule } from './dummy-rule.js';"],
        ['  privilegedPort,', '  dummyRule,'],
      ],
    },
  },
  {
    thing: 'a report format',
    files: {
      'src/report/a-dummy.ts':
        "import type { Reporter } from './reporter.js';\n\n/** A trial. */\nexport const aDummy: Reporter = () => '';\n",
    },
    index: {
      file: 'src/report/registry.ts',
      lines: [['  compact:', "  'a-dummy': async () => (await import('./a-dummy.js')).aDummy,"]],
    },
  },
  {
    thing: 'a format of configuration files',
    files: { 'src/configuration/formats/a-dummy.ts': FORMAT },
    index: {
      file: 'src/configuration/formats/index.ts',
      lines: [
        ['import { ansible }', "import { aDummy } from './a-dummy.js';"],
        ['  deploymentToml,', '  aDummy,'],
      ],
    },
  },
  {
    thing: 'a command',
    files: {
      'src/cli/commands/a-dummy.ts': COMMAND,
      'src/cli/actions/a-dummy.ts': '/** Does nothing. */\nexport function aDummy(): number {\n  return 0;\n}\n',
      'test/cli/a-dummy.test.ts': '',
    },
    index: {
      file: 'src/cli/commands/index.ts',
      lines: [
        ['import { addCatalog }', "import { addADummy } from './a-dummy.js';"],
        ['  addCheck,', '  addADummy,'],
      ],
    },
  },
];

function addFiles({ files }: Addition): void {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(copy, file), text);
}

function addToIndex({ index }: Addition): void {
  if (!index) return;
  const text = index.lines.reduce(
    (changed, [before, line]) => changed.replace(before, `${line}\n${before}`),
    read(copy, index.file),
  );
  writeFileSync(join(copy, index.file), text);
}

function node(...args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

/** Runs the guard tests of the copy, which has all but this one. */
function guards() {
  const { status, stdout, stderr } = node(
    'node_modules/vitest/vitest.mjs',
    ...['run', 'test/guards.test.ts', 'test/guards', '--project', 'sources'],
    ...['--maxWorkers', '1'],
  );
  return { status, output: `${stdout}${stderr}` };
}

beforeAll(() => {
  const parts = ['src', 'test', 'scripts', 'schemas', 'topologies', 'docs', 'package.json', 'package-lock.json'];
  for (const part of [...parts, 'README.md', 'CONTRIBUTING.md', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !path.endsWith(own) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const addition of ADDITIONS) addFiles(addition);
  writeFileSync(join(copy, 'docs/a-dummy.md'), '`wso2-topology a-dummy` is a trial.\n');
});

afterAll(() => rmSync(dirname(copy), { recursive: true, force: true }));

describe('the table of CONTRIBUTING.md', () => {
  const rows = read(root, 'CONTRIBUTING.md')
    .split('\n')
    .filter((line) => line.startsWith('| a '))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('has a row for each thing that can be added', () => {
    expect(rows.map(([, thing]) => thing)).toEqual(ADDITIONS.map(({ thing }) => thing));
  });

  it.each(ADDITIONS)('names every file that $thing takes', ({ thing, name = 'a-dummy', files, index }) => {
    const [, , written = '', further = ''] = rows.find(([, first]) => first === thing) ?? [];
    const named = [...written.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file.replace(/<\w+>/, name));
    expect(named.sort()).toEqual(Object.keys(files).sort());
    expect(further).toContain(index?.file ?? 'nothing');
  });

  it('is complete: the guards name each line that is missing, and nothing once it is there', () => {
    expect(node('scripts/generate.mjs').stderr).toBe('');
    const without = guards();
    expect(without.status).toBe(1);
    const expected = [
      'list every rule file',
      'list every reporter',
      'are one to a file, all of them listed',
      'list every command',
    ];
    expect(expected.filter((title) => !without.output.includes(title))).toEqual([]);
    for (const addition of ADDITIONS) addToIndex(addition);
    const complete = guards();
    expect(complete.status, complete.output).toBe(0);
  }, 240_000);
});
