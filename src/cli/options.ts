import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_LIMITS, type Limits } from '../load/limits.js';
import type { Severity } from '../model/finding.js';
import type { SeverityChange, SeverityName } from '../model/topology.js';
import { didYouMean } from '../nearest.js';
import { ALL_RULES } from '../rules/index.js';
import type { ColorChoice } from './color.js';

/** Options of every command that reads topologies. */
export interface InputOptions {
  readonly stdinFilename: string;
  readonly together?: boolean;
  readonly rule: readonly SeverityChange[];
  readonly color: ColorChoice;
  readonly maxSize: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxValues: number;
}

/** What `--fail-on` takes. */
export type FailOn = Severity | 'never';

export function addInputOptions(command: Command): Command {
  return command
    .argument('[files...]', 'topology files, directories, or - for standard input (default: topology.yaml, else topologies/)')
    .option('--together', 'analyse all files as one deployment: hosts with the same id are one host')
    .option('--stdin-filename <name>', 'what findings call standard input', 'stdin')
    .addOption(new Option('--rule <id>=<severity>', 'set the severity of a rule: error, warning, info or off; repeatable').argParser(severityChange).default([], 'as in the files'))
    .addOption(new Option('--color <when>', 'when to use colours').choices(['auto', 'always', 'never']).default('auto'))
    .addOption(limitOption('--max-size <bytes>', 'longest file that is read', DEFAULT_LIMITS.characters))
    .addOption(limitOption('--max-depth <levels>', 'deepest nesting', DEFAULT_LIMITS.depth))
    .addOption(limitOption('--max-aliases <uses>', 'most uses of one YAML anchor', DEFAULT_LIMITS.aliases))
    .addOption(limitOption('--max-values <count>', 'most values of one file, with aliases expanded', DEFAULT_LIMITS.values));
}

export function limitsOf({ maxSize, maxDepth, maxAliases, maxValues }: InputOptions): Limits {
  return { ...DEFAULT_LIMITS, characters: maxSize, depth: maxDepth, aliases: maxAliases, values: maxValues };
}

/** A whole number from 0; anything else is a usage error. */
export function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`It must be a whole number from 0 to 999999999, not "${text}".`);
  return Number(text);
}

function limitOption(flags: string, description: string, value: number): Option {
  return new Option(flags, description).argParser(count).default(value).hideHelp();
}

const SEVERITIES: readonly SeverityName[] = ['error', 'warning', 'info', 'off'];

function severityChange(text: string, previous: readonly SeverityChange[]): SeverityChange[] {
  const [rule = '', severity = ''] = text.split('=', 2);
  const legal = ALL_RULES.map(({ id }) => id);
  if (!legal.includes(rule)) throw new InvalidArgumentError(`There is no rule "${rule}"${didYouMean(rule, legal)}`);
  const known = SEVERITIES.find((name) => name === severity);
  if (!known) throw new InvalidArgumentError(`A severity is one of ${SEVERITIES.join(', ')}, not "${severity}".`);
  return [...previous, { rule, severity: known }];
}
