import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/model/correction.js';
import type { Edit } from '../../src/model/finding.js';
import type { Finding } from '../../src/model/report.js';
import { check } from '../../src/pipeline/check.js';
import { fix } from '../../src/pipeline/fix.js';
import { catalogue, FILE } from '../topology-builder.js';
import { CORRECTED } from './correction-plans.js';

const GOLDEN = new URL('../golden/corrections.txt', import.meta.url);

const editText = ({ path, from, to }: Pick<Edit, 'path' | 'from' | 'to'>) =>
  `${path.join('.')} ${JSON.stringify(from)} -> ${JSON.stringify(to)}`;

function decisionLines({ subject, title, edits, configuration, clears, moves, follows = [], reason }: Decision) {
  return [
    `decision ${subject}: ${title}`,
    ...edits.map((edit) => `  edit ${editText(edit)}`),
    ...configuration.map(({ node, file, setting, to }) => `  in ${file} of ${node}: ${setting} = ${to}`),
    ...clears.map(({ rule, text }) => `  clears ${rule}: ${text}`),
    ...(moves === undefined ? [] : [`  moves ${moves}`]),
    ...(follows.length === 0 ? [] : [`  follows ${[...new Set(follows)].join(' ')}`]),
    ...(reason === undefined ? [] : [`  because ${reason}`]),
  ];
}

function findingLines(kind: string, { rule, severity, range, message, notes, fixes, correctable }: Finding) {
  const place = `${range.start.line}:${range.start.column}`;
  return [
    `${kind} ${severity} ${rule} at ${place}${correctable ? ', correctable' : ''}: ${message}`,
    ...notes.map((note) => `  note ${note}`),
    ...fixes.flatMap(({ title, lines = [], edits, configuration }) => [
      `  fix ${title}`,
      ...lines.map((line) => `    - ${line}`),
      ...edits.map(({ path, to }) => `    ${path} = ${JSON.stringify(to)}`),
      ...configuration.map(({ node, file, setting, to }) => `    in ${file} of ${node}: ${setting} = ${to}`),
    ]),
  ];
}

/** What a plan gets: its findings with their fixes, all decisions of `fix`, the lines that it changes, and what it leaves. */
function sectionOf(name: string): string {
  const { plan = '', options = {} } = CORRECTED[name] ?? {};
  const text = `version: 1${plan}`;
  const { findings } = check([{ file: FILE, text }], { catalogue });
  const { files, decisions, unresolved, changedNodes, optimal } = fix([{ file: FILE, text }], {
    catalogue,
    ...options,
  });
  const after = (files[0]?.after ?? '').split('\n');
  const lines = [
    ...(options.plan || options.prefer ? [] : findings.flatMap((finding) => findingLines('finding', finding))),
    ...decisions.flatMap(decisionLines),
    ...unresolved.flatMap((finding) => findingLines('left', finding)),
    ...after.filter((line) => !text.split('\n').includes(line)).map((line) => `> ${line}`),
    `changed: ${changedNodes.join(' ')}${optimal ? '' : ', not proved'}`,
  ];
  return `## ${name}\n${lines.join('\n')}\n\n`;
}

const updates = process.env.UPDATE_GOLDEN !== undefined;
const names = Object.keys(CORRECTED);

describe('a correction is what it was before', () => {
  it.runIf(updates)('(UPDATE_GOLDEN=1 accepts a change)', () => {
    writeFileSync(GOLDEN, names.map(sectionOf).join(''));
  });

  it.skipIf(updates).each(names)('%s', (name) => {
    expect(readFileSync(GOLDEN, 'utf8')).toContain(sectionOf(name));
  });
});
