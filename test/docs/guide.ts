/** What a document asks for, in the order in which a reader would do it. */
export type Step =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly command: string; readonly exit: number; readonly output?: Output };

/** What a document shows a command to print; lines are 0-based, the end exclusive. */
export interface Output {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface Block {
  readonly language: string;
  /** The first line inside the fences, 0-based. */
  readonly from: number;
  readonly lines: readonly string[];
  /** What comments before the block say of it: `<!-- file: plan.yaml -->`, `<!-- exit: 1 -->`. */
  readonly marks: ReadonlyMap<string, string>;
}

/**
 * The steps of a document. A block with a `file` comment is written as that file. Of a `console` block each line with `$ ` is run
 * and what follows is its output; of an `sh` block the lines that call the tool are run. `exit` is the code of the last command of
 * the block, 0 without it.
 */
export function stepsOf(markdown: string): readonly Step[] {
  return blocksOf(markdown.split('\n')).flatMap(stepsOfBlock);
}

function stepsOfBlock({ language, from, lines, marks }: Block): Step[] {
  const name = marks.get('file');
  if (name !== undefined) return [{ kind: 'file', name, text: `${lines.join('\n')}\n` }];
  const exit = Number(marks.get('exit') ?? 0);
  const commands =
    language === 'console' ? consoleCommands(from, lines) : language === 'sh' ? shellCommands(lines) : [];
  return commands.map((command, index) => ({
    kind: 'command',
    ...command,
    exit: index === commands.length - 1 ? exit : 0,
  }));
}

function shellCommands(lines: readonly string[]): { command: string }[] {
  return lines.filter((line) => /^(cat \S+ \| )?wso2-topology /.test(line)).map((command) => ({ command }));
}

function consoleCommands(from: number, lines: readonly string[]): { command: string; output: Output }[] {
  const starts = lines.flatMap((line, index) => (line.startsWith('$ ') ? [index] : []));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? lines.length;
    const text = lines
      .slice(start + 1, end)
      .map((line) => `${line}\n`)
      .join('');
    return { command: (lines[start] ?? '').slice(2), output: { text, from: from + start + 1, to: from + end } };
  });
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let marks = new Map<string, string>();
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const mark = /^<!-- (file|exit): (\S+) -->$/.exec(line);
    const fence = /^```(\w*)$/.exec(line);
    if (mark) marks.set(mark[1] ?? '', mark[2] ?? '');
    if (!fence) continue;
    const end = lines.indexOf('```', index + 1);
    blocks.push({ language: fence[1] ?? '', from: index + 1, lines: lines.slice(index + 1, end), marks });
    marks = new Map();
    index = end;
  }
  return blocks;
}

/** The document with other outputs. */
export function withOutputs(
  markdown: string,
  outputs: readonly { readonly at: Output; readonly text: string }[],
): string {
  const lines = markdown.split('\n');
  // From the end, so that the places before stay what they are.
  for (const { at, text } of [...outputs].sort((a, b) => b.at.from - a.at.from))
    lines.splice(at.from, at.to - at.from, ...(text === '' ? [] : text.replace(/\n$/, '').split('\n')));
  return lines.join('\n');
}
