import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const PLAN = 'version: 1\nhosts: { a: {} }\nnodes:\n  mi: { host: a, product: wso2mi, version: 4.2.0 }\n';
const LOW = PLAN.replace('4.2.0 }', '4.2.0, offset: 0, ports: { passthrough-https: 443 } }');

describe('without a named file, check reads', () => {
  it.each([
    ['topology.yaml', { 'topology.yaml': PLAN }],
    ['the folder topologies', { 'topologies/a.yaml': PLAN, 'other.yaml': 'x' }],
  ])('%s', async (_, files) => {
    const { code, stdout } = await command('check', '--format', 'json', { files });
    expect([code, JSON.parse(stdout).summary.files]).toEqual([0, 1]);
  });
});

describe('check ends in 2, and says why,', () => {
  it.each([
    ['where a folder has neither topology nor product', ['check', 'docs'], 'found in docs'],
    [
      'where a rule does not exist',
      ['check', 'plan.yaml', '--rule', 'port-colision=off'],
      'did you mean "port-collision"',
    ],
    ['where a severity does not exist', ['check', 'plan.yaml', '--rule', 'port-collision=loud'], 'loud'],
    ['where a severity is missing', ['check', 'plan.yaml', '--rule', 'port-collision'], 'port-collision'],
    ['where a limit is no number', ['check', 'plan.yaml', '--max-depth', 'deep'], 'deep'],
    ['where a format does not exist', ['check', 'plan.yaml', '--output', 'quite-another=x'], 'it is one of text'],
    ['where a baseline is a folder', ['check', 'plan.yaml', '--baseline', 'docs'], 'docs'],
    [
      'where a baseline cannot be written',
      ['check', 'plan.yaml', '--baseline', 'plan.yaml/b.json', '--update-baseline'],
      'plan.yaml/b.json',
    ],
    ['where the root does not exist', ['check', 'plan.yaml', '--root', 'gone'], '--root gone'],
  ])('%s', async (_, args, reason) => {
    const { code, stderr } = await command(...args, { files: { 'plan.yaml': PLAN, 'docs/readme.md': '' } });
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });
});

it('--rule changes a severity', async () => {
  const { code, stdout } = await command(
    'check',
    'plan.yaml',
    '--rule',
    'privileged-port=error',
    '--format',
    'compact',
    {
      files: { 'plan.yaml': LOW },
    },
  );
  expect([code, stdout]).toEqual([1, expect.stringContaining('privileged-port')]);
});

it('a text that is longer than the limit is a finding', async () => {
  const { code, stdout } = await command('check', '-', '--max-size', '10', '--format', 'compact', { stdin: PLAN });
  expect([code, stdout]).toEqual([1, expect.stringContaining('yaml-syntax')]);
});

it.each([
  ['0', 1],
  ['9', 0],
])('more warnings than %s end in exit code %d', async (most, exit) => {
  const files = { 'plan.yaml': PLAN.replace('4.2.0', '4.2.99') };
  expect((await command('check', 'plan.yaml', '--max-warnings', most, { files })).code).toBe(exit);
});

it('a table on a terminal without a known width has the usual one', async () => {
  const { stdout } = await command('ports', 'plan.yaml', { columns: 0, files: { 'plan.yaml': PLAN } });
  expect(stdout).toContain('8290');
});

describe('colour', () => {
  const ESC = String.fromCharCode(27);

  it.each([
    ['is used where FORCE_COLOR asks for it', { FORCE_COLOR: '1' }, true],
    ['is not used where FORCE_COLOR is 0', { FORCE_COLOR: '0' }, false],
    ['is not used in a pipe', { FORCE_COLOR: '' }, false],
  ])('%s', async (_, env, colored) => {
    const { stdout } = await command('check', 'plan.yaml', { env, files: { 'plan.yaml': LOW } });
    expect(stdout.includes(ESC)).toBe(colored);
  });
});
