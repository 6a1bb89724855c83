import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { exists } from '../files/read.js';
import { TOOL } from '../generated/tool.js';
import { didYouMean } from '../values/did-you-mean.js';
import { visible } from '../values/visible.js';
import { COMMANDS } from './commands/index.js';
import { EXIT, type Io, UsageError } from './io.js';
import { orUsage } from './usage.js';

const DESCRIPTION = `Checks a plan of WSO2 hosts and nodes before anything is started: port collisions,
Gateway/Key Manager Thrift mismatches and links that dial a port nobody listens on.`;

const EXAMPLES = `
Start here:
  wso2-topology init > topology.yaml    a commented first topology
  wso2-topology check                   check it
  wso2-topology ports                   who listens where, and why
  wso2-topology catalog wso2am 4.2.0    what a release opens`;

/** Runs one command line; resolves to the exit code. Nothing here touches the process. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.clean;
  const program = new Command(TOOL.name)
    .description(DESCRIPTION)
    .version(TOOL.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20 })
    // `import --version 4.2.0` is an option of import.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: io.stdout,
      writeErr: (text) => io.stderr(visibleLines(text)),
      outputError: (text, write) => write(`${TOOL.name}: ${oneLine(text)}`),
      getOutHelpWidth: () => io.terminal.columns ?? 100,
      getErrHelpWidth: () => io.terminal.columns ?? 100,
    });
  for (const add of COMMANDS)
    add(program, {
      io,
      exit: (value) => {
        code = value;
      },
      run: main,
    });
  for (const command of program.commands) command.copyInheritedSettings(program).helpOption('-h, --help', 'print help');
  return orUsage(io, async () => {
    try {
      checkCommand(args, program, io);
      await program.parseAsync(args[0] === '-v' && args.length === 1 ? ['--version'] : args, { from: 'user' });
      return code;
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
      throw error;
    }
  });
}

/** Says what a misspelt command most likely means; without a command the first word is a file. */
function checkCommand([first = '', second = '']: readonly string[], program: Command, { cwd }: Io): void {
  const known = ['help', ...program.commands.map((command) => command.name())];
  const [name, isFile] = first === 'help' ? [second, false] : [first, exists(resolve(cwd, first))];
  if (name === '' || name.startsWith('-') || known.includes(name) || isFile) return;
  const hint = didYouMean(name, known);
  if (first === 'help') throw new UsageError(`there is no command "${name}"${hint}`);
  if (hint !== '' && !/[./\\]/.test(name))
    throw new UsageError(`there is neither a command nor a file "${name}"${hint}`);
}

/** The library puts its hint on a line of its own, and calls every message an error. */
function oneLine(text: string): string {
  return `${text
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')}\n`;
}

/** Arguments are untrusted as well: an error message quotes them. */
function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
