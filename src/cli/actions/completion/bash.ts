import type { CommandWords, OptionWords, ShellScript, Values } from './words.js';

/** For bash 3.2 and newer. Where nothing is offered, `-o default` completes file names. */
export const bash: ShellScript = (program, commands) => {
  const names = commands.map(({ name }) => name).join(' ');
  const fallback = commands.find(({ isDefault }) => isDefault);
  return `# bash completion for ${program}: source <(${program} completion bash)
_wso2_topology() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=''
  COMPREPLY=()
  # An equals sign is a word of its own; what stands behind it is a file name or a severity.
  if [[ $current == '=' ]]; then current=''; previous='='; fi
  if [[ $previous == '=' ]]; then
    case "\${COMP_WORDS[COMP_CWORD-3]} \${COMP_WORDS[COMP_CWORD-2]}" in
      *--rule*) COMPREPLY=($(compgen -W 'error warning info off' -- "$current")) ;;
    esac
    return
  fi
  case " ${names} " in
    *" $command "*) [[ $COMP_CWORD -gt 1 ]] || command='' ;;
    *) command='' ;;
  esac
  case "\${command:-${fallback?.name ?? ''}} $previous" in
${commands.flatMap((command) => command.options.flatMap((option) => valueCase(command, option))).join('\n')}
  esac
  if [[ $current == -* ]]; then
    case "\${command:-${fallback?.name ?? ''}}" in
${commands.map(optionCase).join('\n')}
    esac
    [[ -n $command ]] || words="$words --version"
  elif [[ -z $command && $COMP_CWORD -eq 1 ]]; then
    words='${names}'
  else
    case "$command $previous" in
${commands.flatMap(argumentCase).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _wso2_topology ${program}
`;
};

function valueCase({ name }: CommandWords, { flag, value }: OptionWords): readonly string[] {
  return value === undefined ? [] : [`    '${name} ${flag}') ${offered(value)} return ;;`];
}

function offered(value: Values): string {
  if (value.kind === 'files' || value.kind === 'anything') return '';
  const words = `COMPREPLY=($(compgen -W '${value.words.join(' ')}' -- "$current"));`;
  return value.kind === 'words' ? words : `compopt -o nospace 2>/dev/null; ${words}`;
}

function optionCase({ name, options }: CommandWords): string {
  return `      ${name}) words='${options.map(({ flag }) => flag).join(' ')}' ;;`;
}

function argumentCase({ name, argument }: CommandWords): readonly string[] {
  return 'words' in argument ? [`      '${name} ${name}') words='${argument.words.join(' ')}' ;;`] : [];
}
