import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const PLAN = `version: 1
defaults: { product: wso2is, version: 5.11.0 }
hosts: { app1: {} }
nodes:
  a: { host: app1 }
  b: { host: app1 }   # the second
`;
const inFile = { files: { 'plan.yaml': PLAN } };

describe('plan', () => {
  it('shows the lowest offsets as a diff', async () => {
    const { code, stdout, files } = await command('plan', 'plan.yaml', inFile);
    expect(stdout).toContain('+  a: { host: app1, offset: 0 }\n+  b: { host: app1, offset: 1 }   # the second\n');
    expect([code, files['plan.yaml']]).toEqual([1, PLAN]);
  });

  it('writes offsets with a start and a spacing', async () => {
    const { code, files } = await command('plan', 'plan.yaml', '--write', '--start', '20', '--spacing', '10', inFile);
    expect([code, files['plan.yaml']]).toEqual([
      0,
      PLAN.replace('app1 }\n  b', 'app1, offset: 20 }\n  b').replace('app1 }   #', 'app1, offset: 30 }   #'),
    ]);
  });

  it('has nothing to do the second time', async () => {
    const { files } = await command('plan', 'plan.yaml', '--write', '--spacing', '10', inFile);
    expect(await command('plan', 'plan.yaml', '--check', '--spacing', '10', { files })).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  it('prints a correction for a program', async () => {
    const { stdout } = await command('plan', 'plan.yaml', '--format', 'json', inFile);
    expect(JSON.parse(stdout)).toMatchObject({
      fixVersion: 1,
      changedNodes: ['a', 'b'],
      optimal: true,
      unresolved: [],
    });
  });

  it.each(['0', '-1', 'many'])('refuses the spacing %s', async (spacing) => {
    expect(await command('plan', 'plan.yaml', `--spacing=${spacing}`, inFile)).toMatchObject({ code: 2, stdout: '' });
  });
});
