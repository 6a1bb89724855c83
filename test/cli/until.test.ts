import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const plan = (until: string) => `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 0, ports: { passthrough-https: 443 } }
ignore:
  - { rule: privileged-port, reason: "granted by systemd", until: ${until} }
`;
/** Seconds of noon of a day, UTC. */
const noonOf = (day: string) => String(Date.parse(`${day}T12:00:00Z`) / 1000);

async function rulesOn(day: string, until: string, ...args: readonly string[]) {
  const { stdout } = await command('check', 'plan.yaml', '--format', 'json', ...args, {
    files: { 'plan.yaml': plan(until) },
    env: { SOURCE_DATE_EPOCH: noonOf(day) },
  });
  const { findings, suppressed } = JSON.parse(stdout);
  const rules = (list: readonly { rule: string }[]) => list.map(({ rule }) => rule);
  return { findings: rules(findings), suppressed: rules(suppressed), all: findings };
}

describe('an acceptance with a date', () => {
  it.each(['2027-03-30', '2027-03-31'])('holds on %s', async (day) => {
    expect(await rulesOn(day, '2027-03-31')).toMatchObject({ findings: [], suppressed: ['privileged-port'] });
  });

  it('is over the day after: what it accepted is a finding, and so is the entry', async () => {
    const { findings, suppressed, all } = await rulesOn('2027-04-01', '2027-03-31');
    expect(findings.sort()).toEqual(['privileged-port', 'unused-ignore']);
    expect(suppressed).toEqual([]);
    expect(all).toContainEqual(
      expect.objectContaining({
        message: 'this ignore entry accepts nothing after 2027-03-31: rule privileged-port',
        range: { start: { line: 6, column: 67 }, end: { line: 6, column: 77 } },
      }),
    );
  });

  it('takes no part in the clock of the machine alone: a day long ago is over', async () => {
    const world = { files: { 'plan.yaml': plan('2001-01-01') } };
    const { stdout } = await command('check', 'plan.yaml', '--format', 'compact', world);
    expect(stdout).toContain('accepts nothing after 2001-01-01');
  });

  it.each(['2027-3-1', '2027-13-01', 'tomorrow', '20270331'])('is no date as %s', async (until) => {
    expect((await rulesOn('2026-01-01', `"${until}"`)).findings).toContain('schema');
  });

  it('says what is wrong with a clock that is none', async () => {
    const world = { files: { 'plan.yaml': plan('2027-03-31') }, env: { SOURCE_DATE_EPOCH: 'noon' } };
    const { code, stderr } = await command('check', 'plan.yaml', world);
    expect(code).toBe(2);
    expect(stderr).toContain('SOURCE_DATE_EPOCH=noon: it must be seconds since 1970');
  });
});

describe('check --no-ignores', () => {
  it('reports what entries accept, and says nothing of the entries', async () => {
    for (const day of ['2027-03-31', '2027-04-01'])
      expect(await rulesOn(day, '2027-03-31', '--no-ignores')).toMatchObject({
        findings: ['privileged-port'],
        suppressed: [],
      });
  });
});
