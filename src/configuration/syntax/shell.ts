// A line begins after each of the four line ends, so that none of them is inside of one: a file of them would cost a square.
const LINE = /^[^#\n\r\u2028\u2029](?:\\\r?\n|[^\n])*/gm;

/** Returns the words behind a command, up to the end of it, for each line of a script that has it outside of a comment. */
export function wordsAfter(script: string, command: RegExp): readonly (readonly string[])[] {
  return [...script.matchAll(LINE)].flatMap(([line]) => {
    const found = command.exec(line);
    if (!found || line.slice(0, found.index).includes('#')) return [];
    return [wordsIn(line.slice(found.index + found[0].length))];
  });
}

function wordsIn(command: string): string[] {
  return command
    .replace(/\\\r?\n/g, ' ')
    .replace(/[;&|].*/s, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/^["']|["']$/g, ''));
}

/** Returns the values of an option under any of its names: `-f x`, `--file x` or `--file=x`. */
export function optionValues(words: readonly string[], ...names: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    if (names.includes(word)) return words[index + 1] ?? [];
    const name = names.find((option) => option.startsWith('--') && word.startsWith(`${option}=`));
    return name === undefined ? [] : word.slice(name.length + 1);
  });
}
