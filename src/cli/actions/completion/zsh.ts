import type { CommandWords, OptionWords, ShellScript, Values } from './words.js';

/** For zsh with compinit, sourced or as a file `_wso2-topology` in `fpath`. */
export const zsh: ShellScript = (program, commands) => `#compdef ${program}
# zsh completion for ${program}: source <(${program} completion zsh)
_${program}() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${quoted(summary)}'`).join('\n')}
  )
  local command=$words[2]
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands
    _files
    return
  fi
  if (( \${commands[(I)$command:*]} )); then
    shift words
    (( CURRENT-- ))
  else
    command=${commands.find(({ isDefault }) => isDefault)?.name ?? ''}
  fi
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _${program} ]]; then
  _${program} "$@"
else
  compdef _${program} ${program}
fi
`;

function commandCase({ name, options, argument }: CommandWords): string {
  const specs = [...options.map(optionSpec), argumentSpec(argument)].filter((spec) => spec !== '');
  return `    ${name})\n      _arguments ${specs.map((spec) => `\\\n        ${spec}`).join(' ')}\n      ;;`;
}

function optionSpec({ flag, summary, repeatable, value }: OptionWords): string {
  return `'${repeatable ? '*' : ''}${flag}[${quoted(summary)}]${value === undefined ? '' : `:value:${action(value)}`}'`;
}

function argumentSpec(argument: Values): string {
  if (argument.kind === 'anything') return '';
  return argument.kind === 'files' ? `'*:file:_files'` : `'1:value:${action(argument)}'`;
}

function action(value: Values): string {
  if (value.kind === 'files') return '_files';
  if (value.kind === 'anything') return ' ';
  return value.kind === 'words' ? `(${value.words.join(' ')})` : ` compadd -S "" -- ${value.words.join(' ')}`;
}

/** Within single quotes, where brackets and colons end a part. */
function quoted(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&').replaceAll("'", "'\\''");
}
