// A line begins after each of the four line ends, so that none of them is inside of one: a file of them would cost a square.
const LINE = /^[^#\n\r\u2028\u2029](?:\\\r?\n|[^\n])*/gm;

/** Returns the words behind a command, up to the end of it, for each line of a script that has it outside of a comment, with variables put in that the script sets once. */
export function wordsAfter(script: string, command: RegExp): readonly (readonly string[])[] {
  return [...withConstants(script).matchAll(LINE)].flatMap(([line]) => {
    const found = command.exec(line);
    if (!found || line.slice(0, found.index).includes('#')) return [];
    return [wordsIn(line.slice(found.index + found[0].length))];
  });
}

/** What gives a variable of a shell script or a Makefile a value. */
const SET = /(?:^|[\s;&|(])(?:(\w+)[ \t]*[:+?]{0,2}=|(?:for|read)[ \t]+(?:-\w+[ \t]+)?(\w+))/gm;
/** A value that is a text, with nothing in it that the shell replaces. */
const TEXT =
  /(?:^|;)[ \t]*(?:(?:export|readonly|local|declare)[ \t]+)?(\w+)[ \t]*:?=[ \t]*(?:"([^"$`\\\n]*)"|'([^'\n]*)'|([^\s"'$`\\;&|#()]+))(?=[ \t]*(?:[;#]|$))/gm;

/** Puts in the variables that a script sets once, to a text. Others stay as they are written. */
function withConstants(script: string): string {
  const times = new Map<string, number>();
  for (const [, set, looped] of script.matchAll(SET)) {
    const name = set ?? looped ?? '';
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  const texts = new Map(
    [...script.matchAll(TEXT)].map(([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? '']),
  );
  return script.replace(/\$(?:\{(\w+)\}|\((\w+)\)|(\w+))/g, (written, braced, bracketed, plain) => {
    const name = braced ?? bracketed ?? plain;
    return (times.get(name) === 1 ? texts.get(name) : undefined) ?? written;
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
