import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Severity } from '../model/finding.js';
import type { ColorChoice } from './color.js';

/** The options about nodes that are found in configuration files. */
export interface AnswerOptions {
  readonly product: readonly string[];
  /** `--version` of the command line. */
  readonly release: readonly string[];
  readonly profile: readonly string[];
  readonly host?: string;
  readonly separate?: boolean;
  /** Folder that paths and symbolic links must not leave. */
  readonly root?: string;
}

/** Options of every command that reads topologies, or the configuration of existing installations. */
export interface InputOptions extends Partial<Pick<AnswerOptions, 'product' | 'profile' | 'separate' | 'root'>> {
  readonly stdinFilename: string;
  /** Releases of nodes that are found in configuration files, as given. */
  readonly version?: readonly string[];
  readonly together?: boolean;
  /** False where `ignore` entries of files accept nothing. */
  readonly ignores?: boolean;
  /** `<id>=<severity>`, as written. */
  readonly rule: readonly string[];
  readonly color: ColorChoice;
  readonly maxSize?: number;
  readonly maxDepth?: number;
  readonly maxAliases?: number;
  readonly maxValues?: number;
}

/** The values of `--fail-on`. */
export type FailOn = Severity | 'never';

/** Adds the files that a command reads, and how they are read. */
export function addInputOptions(command: Command): Command {
  return addReadingOptions(
    command.argument(
      '[files...]',
      'topology files, folders of them or of configuration, or - for standard input (default: topology.yaml, else topologies/, else the configuration below .)',
    ),
  );
}

/** Adds how files are read, for commands that name them in another way. */
export function addReadingOptions(command: Command): Command {
  return addAnswerOptions(command)
    .option('--together', 'analyse all files as one deployment: hosts with the same id are one host')
    .option('--stdin-filename <name>', 'what findings call standard input', 'stdin')
    .option(
      '--root <folder>',
      'folder that `config` paths of nodes must not leave (default: the repository, else the folder of the topology)',
    )
    .addOption(
      new Option('--rule <id=severity>', 'set the severity of a rule to error, warning, info or off; repeatable')
        .argParser(collect)
        .default([], 'as in the files'),
    )
    .addOption(new Option('--color <when>', 'when to use colours').choices(['auto', 'always', 'never']).default('auto'))
    .option('--max-size <bytes>', 'longest file that is read (default: 16 MiB)', count)
    .option('--max-depth <levels>', 'deepest nesting of a file (default: 100)', count)
    .option('--max-aliases <uses>', 'most uses of one YAML anchor (default: 100)', count)
    .option('--max-values <count>', 'most values of a file, aliases expanded (default: 1000000)', count);
}

/** Options that say what configuration files leave open. */
export function addAnswerOptions(command: Command): Command {
  return command
    .option('--product <[node=]id>', 'product where configuration files do not tell; repeatable', collect, [])
    .option('--version <[node=|product=]release>', 'release where they do not tell; repeatable', collect, [])
    .option('--profile <[node=|product=]profile>', 'profile where they do not tell; repeatable', collect, [])
    .option('--separate', 'give every node that is found in files and is no container a host of its own');
}

/** Returns a whole number from 0; anything else is a usage error. */
export function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`It must be a whole number from 0 to 999999999.`);
  return Number(text);
}

/** Values of an option that may be given several times. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}
