import { describe, expect, it } from 'vitest';
import { command } from './command.js';

describe('the command line as a whole', () => {
  it.each([
    [['chek'], 'neither a command nor a file "chek"; did you mean "check"'],
    [['help', 'chek'], 'there is no command "chek"; did you mean "check"'],
    [['help', 'zzzzzz'], 'there is no command "zzzzzz"'],
    [['zzzzzz'], 'zzzzzz'],
    [['./chek'], 'chek'],
    [['check', '--formt', 'json'], '--formt'],
    [['check', '--format', 'zzz'], 'zzz'],
    [['check', '--rule', 'zzz'], 'zzz'],
  ])('%j ends in 2 with one line that says why', async (args, reason) => {
    const { code, stderr } = await command(...args);
    expect([code, stderr.includes(reason)]).toEqual([2, true]);
  });

  it.each([[['--help']], [['help']], [['help', 'check']], [['check', '-h']], [['ports', '--help']]])(
    '%j prints help',
    async (args) => {
      for (const world of [{}, { columns: 60 }]) {
        const { code, stdout } = await command(...args, world);
        expect([code, stdout.startsWith('Usage: wso2-topology')]).toEqual([0, true]);
      }
    },
  );

  it.each(['-V', '-v', '--version'])('%s prints the version', async (option) => {
    expect((await command(option)).stdout).toMatch(/^\d+\.\d+\.\d+/);
  });
});
