import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/rules/index.js';
import { command } from './command.js';

const installed = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

async function script(shell: string): Promise<string> {
  const { code, stdout, stderr } = await command('completion', shell);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

function run(shell: string, args: readonly string[], input: string): readonly string[] {
  const { stdout, stderr, status } = spawnSync(shell, args, { input, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

/** What bash offers for the last of these words; an equals sign is a word of its own there. */
async function inBash(...words: readonly string[]): Promise<readonly string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const test = `COMP_WORDS=(wso2-topology ${quoted}); COMP_CWORD=${words.length}; compopt() { :; }; _wso2_topology; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run('bash', ['--norc', '-s'], `${await script('bash')}\n${test}\n`);
}

const COMMANDS = ['check', 'ports', 'explain', 'completion', 'help'];

describe('completion bash', () => {
  it('offers the commands first', async () => {
    expect(await inBash('')).toEqual(expect.arrayContaining(COMMANDS));
    expect(await inBash('po')).toEqual(['ports']);
  });

  it('offers the options of the command', async () => {
    expect(await inBash('check', '--fail')).toEqual(['--fail-on-stale', '--fail-on']);
    expect(await inBash('ports', '--b')).toEqual(['--by']);
  });

  it('takes the default command where none is named', async () => {
    expect(await inBash('--base')).toEqual(['--baseline']);
    expect(await inBash('plan.yaml', '--format', 'sa')).toEqual(['sarif']);
  });

  it('offers the values of an option', async () => {
    expect(await inBash('check', '--fail-on', '')).toEqual(['error', 'warning', 'info', 'never']);
    expect(await inBash('ports', '--format', 'm')).toEqual(['markdown']);
  });

  it('offers rules and then their severities', async () => {
    expect(await inBash('check', '--rule', 'port-c')).toEqual(['port-collision=']);
    expect(await inBash('check', '--rule', 'port-collision', '=')).toEqual(['error', 'warning', 'info', 'off']);
    expect(await inBash('check', '--rule', 'port-collision', '=', 'o')).toEqual(['off']);
  });

  it('offers formats for --output, and leaves the file to the shell', async () => {
    expect(await inBash('check', '--output', 'js')).toEqual(['json=']);
    expect(await inBash('check', '--output', 'json', '=', 'a')).toEqual([]);
    expect(await inBash('check', '--baseline', 'a')).toEqual([]);
  });

  it('offers what the first argument may be', async () => {
    expect(await inBash('explain', '')).toEqual(ALL_RULES.map(({ id }) => id));
    expect(await inBash('catalog', 'wso2mi')).toEqual(expect.arrayContaining(['wso2mi']));
    expect(await inBash('completion', 'z')).toEqual(['zsh']);
  });
});

describe.skipIf(!installed('zsh'))('completion zsh (skipped where zsh is not installed)', () => {
  it('is a script that zsh takes, and registers itself', async () => {
    const setUp = 'autoload -U compinit; compinit -D -u -d /dev/null\n';
    expect(run('zsh', ['-f', '-s'], `${setUp}${await script('zsh')}\nprint -r -- $_comps[wso2-topology]\n`)).toEqual([
      '_wso2-topology',
    ]);
  });
});

describe.skipIf(!installed('fish'))('completion fish (skipped where fish is not installed)', () => {
  const inFish = async (line: string) =>
    run('fish', ['--no-config', '-c', `${await script('fish')}\ncomplete -C '${line}'\n`], '').map(
      (candidate) => candidate.split('\t')[0],
    );

  it('offers commands, options and values', async () => {
    expect(await inFish('wso2-topology ')).toEqual(expect.arrayContaining(COMMANDS));
    expect(await inFish('wso2-topology check --fail')).toEqual(['--fail-on', '--fail-on-stale']);
    expect(await inFish('wso2-topology check --format sa')).toEqual(['sarif']);
    expect(await inFish('wso2-topology plan.yaml --format sa')).toEqual(['sarif']);
    expect(await inFish('wso2-topology explain port-c')).toEqual(['port-collision']);
    expect(await inFish('wso2-topology check --rule port-c')).toEqual(['port-collision=']);
  });
});

describe('completion', () => {
  it('names the shells it knows when another is asked for', async () => {
    const { code, stderr } = await command('completion', 'tcsh');
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
