import type { Argument, Command, Option } from 'commander';
import { FORMATS } from '../../../report/registry.js';

/** A command as a completion script sees it. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  /** It runs when no command is named. */
  readonly isDefault: boolean;
  readonly options: readonly OptionWords[];
  /** The values of its first argument. */
  readonly argument: Values;
}

export interface OptionWords {
  /** With its hyphens. */
  readonly flag: string;
  readonly summary: string;
  readonly repeatable: boolean;
  /** Absent for a switch. */
  readonly value?: Values;
}

/** The kinds of values: one of some words, one of some words with more behind it, a file, or anything. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'prefixes'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'anything' };

/** A completion script; every name in it is one of ours, so nothing needs quoting but summaries. */
export type ShellScript = (program: string, commands: readonly CommandWords[]) => string;

/** Names of arguments and options in the help, where the set is known but too long to list there. */
export interface KnownWords {
  readonly rules: readonly string[];
  readonly products: readonly string[];
}

export function commandsOf(program: Command, known: KnownWords): readonly CommandWords[] {
  const commands = program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    isDefault: command.name() === DEFAULT,
    options: [...command.options.filter(({ hidden }) => !hidden).map((option) => optionWords(option, known)), HELP],
    argument: argumentValues(command.registeredArguments[0], known),
  }));
  const names = commands.map(({ name }) => name);
  return [
    ...commands,
    {
      name: 'help',
      summary: 'print help of a command',
      isDefault: false,
      options: [],
      argument: { kind: 'words', words: names },
    },
  ];
}

const DEFAULT = 'check';
const HELP: OptionWords = { flag: '--help', summary: 'print help', repeatable: false };

function optionWords(option: Option, known: KnownWords): OptionWords {
  const flag = option.long ?? option.short ?? '';
  const words = { flag, summary: option.description, repeatable: Array.isArray(option.defaultValue) };
  return option.required || option.optional ? { ...words, value: optionValues(option, known) } : words;
}

function optionValues({ flags, argChoices }: Option, { rules }: KnownWords): Values {
  if (argChoices) return { kind: 'words', words: argChoices };
  const name = /[<[]([^\]>]+)[\]>]/.exec(flags)?.[1];
  if (name === 'id=severity') return { kind: 'prefixes', words: rules.map((rule) => `${rule}=`) };
  if (name === 'format=file') return { kind: 'prefixes', words: FORMATS.map((format) => `${format}=`) };
  return { kind: name === 'file' || name === 'path' ? 'files' : 'anything' };
}

function argumentValues(argument: Argument | undefined, { rules, products }: KnownWords): Values {
  if (!argument) return { kind: 'anything' };
  if (argument.argChoices) return { kind: 'words', words: argument.argChoices };
  if (argument.name() === 'rule') return { kind: 'words', words: rules };
  if (argument.name() === 'product') return { kind: 'words', words: products };
  return { kind: argument.variadic ? 'files' : 'anything' };
}
