/**
 * Returns the files of a command line that is `check` with nothing but names; undefined for any other. Reading options, and knowing those of
 * every command, costs a start more than a small check does.
 */
export function plainFiles(args: readonly string[]): readonly string[] | undefined {
  const [first, ...rest] = args;
  if (first === undefined) return [];
  const files = first === 'check' ? rest : isPath(first) ? args : undefined;
  return files?.every((file) => file === '-' || !file.startsWith('-')) ? files : undefined;
}

/** Without a command the first word is a file. One without a dot or a slash may be a command, or one that is misspelt. */
function isPath(word: string): boolean {
  return /[./\\]/.test(word);
}
