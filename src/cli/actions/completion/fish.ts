import type { CommandWords, OptionWords, ShellScript, Values } from './words.js';

/** For fish 3 and newer. */
export const fish: ShellScript = (program, commands) => {
  const others = commands.filter(({ isDefault }) => !isDefault).map(({ name }) => name);
  const conditionOf = ({ name, isDefault }: CommandWords) =>
    isDefault ? `not __fish_seen_subcommand_from ${others.join(' ')}` : `__fish_seen_subcommand_from ${name}`;
  const lines = commands.flatMap((command) => {
    const condition = conditionOf(command);
    const line = (rest: string) => `complete -c ${program} -n '${condition}' ${rest}`;
    return [
      `complete -c ${program} -n __fish_use_subcommand -a ${command.name} -d '${quoted(command.summary)}'`,
      ...argumentLines(command.argument).map(line),
      ...command.options.map((option) => line(optionText(option))),
    ];
  });
  return `# fish completion for ${program}: ${program} completion fish > ~/.config/fish/completions/${program}.fish\n${lines.join('\n')}\n`;
};

function argumentLines(argument: Values): readonly string[] {
  if ('words' in argument) return [`-f -a '${argument.words.join(' ')}'`];
  return argument.kind === 'anything' ? ['-f'] : [];
}

function optionText({ flag, summary, value }: OptionWords): string {
  return `-l ${flag.replace(/^--/, '')}${value === undefined ? '' : valueText(value)} -d '${quoted(summary)}'`;
}

function valueText(value: Values): string {
  if ('words' in value) return ` -x -a '${value.words.join(' ')}'`;
  return value.kind === 'files' ? ' -r -F' : ' -x';
}

/** Within single quotes. */
function quoted(text: string): string {
  return text.replace(/[\\']/g, '\\$&');
}
