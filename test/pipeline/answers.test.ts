import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import type { Finding } from '../../src/model/report.js';
import { FIXTURES } from '../fixture-inputs.js';

const GOLDEN = new URL('../golden/answers.txt', import.meta.url);
const DIRECTORY = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Folders of configuration files without a topology. */
const TREES = readdirSync(`${DIRECTORY}configuration`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `configuration/${name}`)
  .sort();

const NAMES = [...FIXTURES, ...TREES];

async function saidBy(args: readonly string[]): Promise<string> {
  const said: string[] = [];
  await main(args, {
    stdout: (text) => void said.push(text),
    stderr: () => {},
    stdin: async () => new Uint8Array(),
    env: {},
    streams: { input: new PassThrough(), output: new PassThrough() },
    terminal: { stdout: false, stderr: false, columns: undefined },
    cwd: DIRECTORY,
  });
  return said.join('');
}

/** What a person reads of a finding, and what programs read. */
function wordsOf({ file, range, rule, severity, message, label, data, related, notes }: Finding): readonly string[] {
  return [
    `${file}:${range.start.line}:${range.start.column} ${severity} ${rule}: ${message}`,
    `  data: ${JSON.stringify(data)}`,
    `  here: ${label}`,
    ...related.map((place) => `  ${place.file}:${place.range.start.line}:${place.range.start.column}: ${place.label}`),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

/** Where each link leads, what `fix` changes, and what `check` finds in a folder; what it finds in a fixture is in another golden file. */
async function sectionOf(name: string): Promise<string> {
  const [, links = ''] = (await saidBy(['ports', name])).split('\nlinks to configure\n');
  const fixed = await saidBy(['fix', name]);
  const lines = [...links.split('\n').map((line) => line.replaceAll(/ {2,}/g, '  ')), ...fixed.split('\n')]
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^(node {2}link|─| {2}clears )/.test(line));
  const { findings = [] } = TREES.includes(name) ? JSON.parse(await saidBy(['check', name, '--format', 'json'])) : {};
  const found = (findings as readonly Finding[]).flatMap(wordsOf);
  return `## ${name}\n${[...found, ...lines].map((line) => `${line}\n`).join('')}\n`;
}

const updates = process.env.UPDATE_GOLDEN !== undefined;

describe('commands say of every fixture and folder what they said before', () => {
  it.runIf(updates)('(UPDATE_GOLDEN=1 accepts a change)', async () => {
    const sections: string[] = [];
    for (const name of NAMES) sections.push(await sectionOf(name));
    writeFileSync(GOLDEN, sections.join(''));
  });

  it.skipIf(updates).each(NAMES)('%s', async (name) => {
    expect(existsSync(GOLDEN) ? readFileSync(GOLDEN, 'utf8') : '').toContain(await sectionOf(name));
  });
});
