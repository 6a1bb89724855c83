import type { Leaf, Step } from '../../model/fragment.js';
import { rangesOf } from '../../values/lines.js';
import { MAX_DEPTH, MAX_LEAVES, step } from '../leaf.js';

/**
 * Reads what a Puppet class assigns to variables: `$name = 'value'`, with lists and hashes. Variables of the same file are put into texts with
 * double quotes; others stay as `{{ name }}`. What is neither is left out: nothing is evaluated.
 */
export function puppetLeaves(text: string): readonly Leaf[] {
  const plain = withoutComments(text);
  const rangeIn = rangesOf(text);
  const leaves: Leaf[] = [];
  for (const { index, 0: start, 1: name = '' } of plain.matchAll(/(?:^|\{)[ \t]*\$(\w+)[ \t]*=(?![=~>])/gm)) {
    const reader = new ValueReader(plain, index + start.length, (value, steps, [from, to]) => {
      if (leaves.length < MAX_LEAVES) leaves.push({ steps, value, range: rangeIn(from, to) });
    });
    reader.read([step(name)]);
  }
  const values = new Map(
    leaves.filter(({ steps }) => steps.length === 1).map((leaf) => [leaf.steps[0]?.name, leaf.value]),
  );
  const resolve = (value: string) => value.replaceAll(VARIABLE, (written, name: string) => values.get(name) ?? written);
  // A variable may refer to one that refers to a third.
  return leaves.map((leaf) => ({ ...leaf, value: resolve(resolve(leaf.value)) }));
}

const VARIABLE = /\{\{ (\w+) \}\}/g;

/** Comments become blanks, so that no offset changes. */
function withoutComments(text: string): string {
  return text.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|#[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    /^['"]/.test(part) ? part : part.replaceAll(/[^\n]/g, ' '),
  );
}

type Take = (value: string, steps: readonly Step[], place: readonly [number, number]) => void;

/** Distinguishes a list with one item from the item. */
const LIST = { list: 'true' };

const BLANKS = /[\s,]*/y;
const ARROW = /\s*=>\s*/y;
const SCALAR = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([\w.:-]+)/y;

class ValueReader {
  private readonly text: string;
  private at: number;
  private readonly take: Take;

  constructor(text: string, at: number, take: Take) {
    this.text = text;
    this.at = at;
    this.take = take;
  }

  /** Reads a value; false where there is none. */
  read(steps: readonly Step[]): boolean {
    this.match(BLANKS);
    if (steps.length > MAX_DEPTH) return false;
    const open = this.text[this.at];
    if (open === '[') return this.list(steps);
    if (open === '{') return this.hash(steps);
    const start = this.at;
    const found = this.match(SCALAR);
    if (!found) return false;
    const [whole, single, double, bare] = found;
    const inside = bare === undefined ? 1 : 0;
    const value = single === undefined ? (bare ?? interpolated(double ?? '')) : single.replaceAll(/\\(['\\])/g, '$1');
    this.take(value, steps, [start + inside, start + whole.length - inside]);
    return true;
  }

  private list(steps: readonly Step[]): boolean {
    this.at++;
    const last = steps.at(-1) ?? step('');
    for (let index = 0; !this.closes(']'); index++)
      if (!this.read([...steps.slice(0, -1), { ...last, index, attributes: LIST }])) return false;
    return true;
  }

  private hash(steps: readonly Step[]): boolean {
    this.at++;
    while (!this.closes('}')) {
      const key = this.match(SCALAR);
      const name = key?.slice(1).find((part) => part !== undefined);
      if (name === undefined || !this.match(ARROW) || !this.read([...steps, step(name)])) return false;
    }
    return true;
  }

  private closes(bracket: string): boolean {
    this.match(BLANKS);
    const isClosed = this.text[this.at] === bracket;
    if (isClosed) this.at++;
    return isClosed;
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found ?? undefined;
  }
}

function interpolated(text: string): string {
  return text.replaceAll(
    /\$\{(?:\w*::)*(\w+)\}|\$(?:\w*::)*(\w+)/g,
    (_, braced?: string, bare?: string) => `{{ ${braced ?? bare} }}`,
  );
}
