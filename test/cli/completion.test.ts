import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { bash } from '../../src/cli/actions/completion/bash.js';
import { fish } from '../../src/cli/actions/completion/fish.js';
import { zsh } from '../../src/cli/actions/completion/zsh.js';
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

const ANYTHING = { kind: 'anything' } as const;
const COMMANDS = ['check', 'ports', 'explain', 'completion', 'help'];

describe('completion bash', () => {
  it('offers the commands first', async () => {
    expect(await inBash('')).toEqual(expect.arrayContaining(COMMANDS));
    expect(await inBash('po')).toEqual(['ports']);
  });

  it('offers the options of the command', async () => {
    expect(await inBash('check', '--fail')).toEqual(['--fail-on-stale', '--fail-on']);
    expect(await inBash('ports', '--b')).toEqual(['--by', '--brief']);
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

/** The lines of a script without those around them and the ends that continue them. */
const linesOf = (text: string) => text.split('\n').map((line) => line.trim().replace(/ \\$/, ''));

/** What stands in a script for one command of zsh. */
async function zshCase(name: string): Promise<readonly string[]> {
  const lines = linesOf(await script('zsh'));
  const start = lines.indexOf(`${name})`);
  return lines.slice(start + 1, lines.indexOf(';;', start));
}

it('a program without a default command has none in its scripts', () => {
  const command = { name: 'one', summary: 'x', isDefault: false, options: [], argument: ANYTHING };
  for (const script of [bash, zsh, fish]) expect(script('tool', [command])).not.toContain('undefined');
});

describe('the script for zsh', () => {
  it('lists the commands with what they do', async () => {
    const lines = linesOf(await script('zsh'));
    expect(lines[0]).toBe('#compdef wso2-topology');
    expect(lines.filter((line) => COMMANDS.some((name) => line.startsWith(`'${name}:`)))).toHaveLength(COMMANDS.length);
  });

  it('takes the default command where none is named', async () => {
    expect(linesOf(await script('zsh'))).toContain('command=check');
  });

  it.each([
    ['switches', 'check', /^'--quiet\[.+\]'$/],
    ['options that may stand several times', 'check', /^'\*--rule\[/],
    ['the values of an option', 'check', /^'--fail-on\[.+\]:value:\(error warning info never\)'$/],
    ['starts of values, with no blank behind them', 'check', /:value: compadd -S "" -- .*port-collision= /],
    ['files for an option', 'check', /^'--baseline\[.+\]:value:_files'$/],
    ['nothing for a value of any kind', 'check', /^'--max-warnings\[.+\]:value: '$/],
    ['files as arguments', 'check', /^'\*:file:_files'$/],
    ['words as an argument', 'completion', /^'1:value:\(bash zsh fish\)'$/],
    ['rules as an argument', 'explain', /^'1:value:\(.*port-collision .*\)'$/],
  ])('offers %s', async (_, name, line) => {
    expect(await zshCase(name)).toContainEqual(expect.stringMatching(line));
  });

  it('offers nothing for an argument of any kind', async () => {
    expect((await zshCase('init')).filter((line) => line.includes(':file:') || line.startsWith("'1:"))).toEqual([]);
  });

  it('keeps quotes, brackets and colons of a summary apart from those of zsh', () => {
    const option = { flag: '--odd', summary: "it's [a: b]", repeatable: false };
    const command = { name: 'one', summary: 'x: y', isDefault: false, options: [option], argument: ANYTHING };
    const text = zsh('tool', [command]);
    expect(text).toContain(String.raw`'one:x\: y'`);
    expect(text).toContain(String.raw`'--odd[it'\''s \[a\: b\]]'`);
    expect(linesOf(text)).toContain('command=');
  });
});

describe('the script for fish', () => {
  const linesFor = async (option: string) =>
    (await script('fish')).split('\n').filter((line) => line.includes(` ${option} `));

  it('offers the commands first', async () => {
    const lines = await linesFor('__fish_use_subcommand');
    for (const name of COMMANDS) expect(lines).toContainEqual(expect.stringContaining(` -a ${name} -d '`));
  });

  it('offers the options of the default command where no other one is named', async () => {
    const [line] = await linesFor('-l fail-on-stale');
    expect(line).toMatch(/ -n 'not __fish_seen_subcommand_from fix .*' -l fail-on-stale -d '/);
  });

  it.each([
    ['the values of an option', '-l fail-on', " -l fail-on -x -a 'error warning info never' -d '"],
    ['starts of values', '-l rule', ' port-collision= '],
    ['files for an option', '-l baseline', ' -l baseline -r -F -d '],
    ['nothing for a value of any kind', '-l max-warnings', ' -l max-warnings -x -d '],
    ['words as an argument', "'__fish_seen_subcommand_from completion'", " -f -a 'bash zsh fish'"],
    ['no files for an argument of any kind', "'__fish_seen_subcommand_from init'", "from init' -f"],
  ])('offers %s', async (_, option, text) => {
    expect(await linesFor(option)).toContainEqual(expect.stringContaining(text));
  });

  it('keeps quotes and backslashes of a summary apart from those of fish', () => {
    const command = { name: 'one', summary: String.raw`it's \o`, isDefault: false, options: [], argument: ANYTHING };
    expect(fish('tool', [command])).toContain(String.raw`-d 'it\'s \\o'`);
  });
});

describe.skipIf(!installed('zsh'))('completion zsh (skipped where zsh is not installed)', () => {
  it('is a script that zsh takes, and registers itself', async () => {
    const setUp = 'autoload -U compinit; compinit -D -u\n';
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
