import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const node = (id: string, offset: number) =>
  `  ${id}: { host: app1, product: wso2mi, version: 4.2.0, offset: ${offset} }\n`;
const plan = (...nodes: readonly string[]) =>
  `version: 1\nhosts: { app1: {} }\nrules: { offset-replaces-default: off }\nnodes:\n${nodes.join('')}`;
const CLASH = plan(node('a', 1), node('b', 1));
const CLEAN = plan(node('a', 1), node('b', 2));

async function baselineOf(text: string): Promise<string> {
  const { files } = await command('check', 'plan.yaml', '--baseline', 'known.json', '--update-baseline', {
    files: { 'plan.yaml': text },
  });
  return files['known.json'] ?? '';
}

async function check(text: string, baseline: string, ...args: readonly string[]) {
  return command('check', 'plan.yaml', '--format', 'json', '--baseline', 'known.json', ...args, {
    files: { 'plan.yaml': text, 'known.json': baseline },
  });
}

describe('check --baseline', () => {
  it('accepts what --update-baseline wrote, and says how much that is', async () => {
    const written = await command('check', 'plan.yaml', '--baseline', 'known.json', '--update-baseline', {
      files: { 'plan.yaml': CLASH },
    });
    expect(written.code).toBe(0);
    expect(written.stderr).toBe('wso2-topology: the baseline known.json accepts 1 finding now\n');
    expect(written.stdout).toContain('no findings, 1 in the baseline');
    expect((await check(CLASH, written.files['known.json'] ?? '')).code).toBe(0);
  });

  it('keeps accepted findings in the report as suppressed', async () => {
    const { stdout } = await check(CLASH, await baselineOf(CLASH));
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      suppressed: [{ rule: 'port-collision', by: 'baseline' }],
      summary: { errors: 0, baselined: 1 },
    });
  });

  it('survives moved lines and reordered nodes', async () => {
    const moved = `# a comment\n\n${plan(node('b', 1), node('a', 1))}`;
    expect((await check(moved, await baselineOf(CLASH))).code).toBe(0);
  });

  it('does not accept a new finding', async () => {
    const { code, stdout } = await check(
      plan(node('a', 1), node('b', 1), node('c', 5), node('d', 5)),
      await baselineOf(CLASH),
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).summary).toMatchObject({ errors: 1, baselined: 1 });
  });

  it('does not accept the same finding in another file', async () => {
    const files = { 'other.yaml': CLASH, 'known.json': await baselineOf(CLASH) };
    expect((await command('check', 'other.yaml', '--baseline', 'known.json', { files })).code).toBe(1);
  });

  it('reports stale entries on stderr, and fails on them only when asked to', async () => {
    const known = await baselineOf(CLASH);
    const { code, stderr } = await check(CLEAN, known);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^wso2-topology: 1 entry of the baseline known.json matches nothing any more; .*\n {2}- plan.yaml: .* \[port-collision\]\n$/,
    );
    expect((await check(CLEAN, known, '--fail-on-stale')).code).toBe(1);
    expect((await check(CLASH, known, '--fail-on-stale')).code).toBe(0);
  });

  it('drops stale entries when it is updated', async () => {
    const { files } = await check(CLEAN, await baselineOf(CLASH), '--update-baseline');
    expect(JSON.parse(files['known.json'] ?? '')).toEqual({ baselineVersion: 1, findings: [] });
  });

  it('keeps entries of files that were not checked, and calls those of deleted files stale', async () => {
    const known = (await baselineOf(CLASH)).replace('"plan.yaml"', '"other.yaml"');
    const unread = await command('check', 'plan.yaml', '--baseline', 'known.json', '--update-baseline', {
      files: { 'plan.yaml': CLEAN, 'other.yaml': CLASH, 'known.json': known },
    });
    expect(unread.files['known.json']).toBe(known);
    expect((await check(CLEAN, known, '--fail-on-stale')).code).toBe(1);
  });

  it('never accepts that a file cannot be read, and calls none of its entries stale', async () => {
    const { code, stderr, files } = await check('version: [', await baselineOf(CLASH), '--update-baseline');
    expect(code).toBe(1);
    expect(stderr).not.toContain('matches nothing');
    expect(files['known.json']).toBe(await baselineOf(CLASH));
  });

  it('is not changed by moved lines', async () => {
    expect(await baselineOf(`\n\n${CLASH}`)).toBe(await baselineOf(CLASH));
  });

  it.each([
    ['a missing file', undefined, 'cannot read the baseline known.json: no such file or directory'],
    ['a file that is no JSON', '{', 'known.json is no baseline: it is no JSON'],
    ['another JSON file', '{"name":"x"}', 'known.json is no baseline'],
    ['a baseline of another version', '{"baselineVersion":2,"findings":[]}', 'known.json is no baseline'],
    [
      'an entry without a fingerprint',
      '{"baselineVersion":1,"findings":[{"file":"a","rule":"b","message":"c"}]}',
      'known.json is no baseline',
    ],
  ])('ends in 2 with one line for %s', async (_, text, words) => {
    const files = { 'plan.yaml': CLASH, ...(text === undefined ? {} : { 'known.json': text }) };
    const { code, stderr } = await command('check', 'plan.yaml', '--baseline', 'known.json', { files });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('ends in 2 where the baseline is a folder', async () => {
    const files = { 'plan.yaml': CLASH };
    const { code, stderr } = await command('check', 'plan.yaml', '--baseline', '.', { files });
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('names every entry that matches nothing any more', async () => {
    const entry = (fingerprint: string) => ({
      file: 'plan.yaml',
      rule: 'port-collision',
      fingerprint,
      message: 'gone',
    });
    const known = JSON.stringify({ baselineVersion: 1, findings: [entry('a'), entry('b')] });
    const files = { 'plan.yaml': CLASH, 'known.json': known };
    const { stderr } = await command('check', 'plan.yaml', '--baseline', 'known.json', '--fail-on-stale', { files });
    expect(stderr).toContain('2 entries');
  });

  it('never overwrites a file that is no baseline', async () => {
    const { code, files } = await check(CLASH, '{"name":"x"}', '--update-baseline');
    expect(code).toBe(2);
    expect(files['known.json']).toBe('{"name":"x"}');
  });

  it.each(['--update-baseline', '--fail-on-stale'])('%s needs --baseline', async (option) => {
    expect(await command('check', 'plan.yaml', option, { files: { 'plan.yaml': CLASH } })).toMatchObject({
      code: 2,
      stderr: `wso2-topology: ${option} needs --baseline <file>\n`,
    });
  });
});

describe('check with ignore entries', () => {
  it('keeps ignored findings in the report as suppressed, with the reason, and counts them', async () => {
    const ignoring = `${CLASH}ignore: [{ rule: port-collision, node: a, reason: "one is always off" }]\n`;
    const { code, stdout } = await command('check', 'plan.yaml', '--format', 'json', {
      files: { 'plan.yaml': ignoring },
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      suppressed: [{ rule: 'port-collision', by: 'ignore', reason: 'one is always off' }],
      summary: { errors: 0, ignored: 1, baselined: 0 },
    });
  });
});
