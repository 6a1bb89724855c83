import { describe, expect, it } from 'vitest';
import { command } from './command.js';

describe('init', () => {
  it('prints a topology in which check finds nothing', async () => {
    const { stdout, code } = await command('init');
    const check = await command('check', 'topology.yaml', '--format', 'json', { files: { 'topology.yaml': stdout } });
    expect([code, check.code, JSON.parse(check.stdout).findings]).toEqual([0, 0, []]);
  });

  it('explains only names that exist: with every option in use no name is unknown', async () => {
    const { stdout } = await command('init');
    const uncommented = stdout.replace(
      /^( +)# (?=(?:mi-box| {2}on| {2}publish|offset|pinned|bind|ports| {2}passthrough|enable|disable|links| {2}key-manager-url)\b)/gm,
      '$1',
    );
    const { findings } = JSON.parse(
      (await command('check', 'x.yaml', '--format', 'json', { files: { 'x.yaml': uncommented } })).stdout,
    );
    const broken = findings.filter(({ rule }: { rule: string }) =>
      ['yaml-syntax', 'schema', 'unknown-reference'].includes(rule),
    );
    expect([uncommented.includes('\n  mi-box:'), uncommented.includes('\n    links:'), broken]).toEqual([
      true,
      true,
      [],
    ]);
  });

  it('writes it to a new file', async () => {
    const { stdout } = await command('init');
    const written = await command('init', '--write', 'plan.yaml');
    expect([written.code, written.stdout, written.files]).toEqual([0, '', { 'plan.yaml': stdout }]);
  });

  it('does not touch a file that is there', async () => {
    const { code, stderr, files } = await command('init', '--write', 'plan.yaml', { files: { 'plan.yaml': 'mine\n' } });
    expect([code, stderr, files]).toEqual([
      2,
      'wso2-topology: cannot write plan.yaml: it exists already, and is not overwritten\n',
      { 'plan.yaml': 'mine\n' },
    ]);
  });

  it('says in one line why it cannot write', async () => {
    const { code, stderr } = await command('init', '--write', 'nowhere/plan.yaml');
    expect([code, stderr]).toEqual([2, 'wso2-topology: cannot write nowhere/plan.yaml: no such file or directory\n']);
  });
});
