import { CST, Lexer } from 'yaml';
import { linesOf, withLineFeeds } from '../values/lines.js';

/** A key or a value as it is written: its 0-based offsets, quotes included, and what it means. */
export interface WrittenScalar {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Finds the scalars of a text, from left to right, whether it is YAML or not. Anchors, tags and comments are none. */
export function scalarsOfYaml(text: string): readonly WrittenScalar[] {
  const scalars: WrittenScalar[] = [];
  let start = 0;
  // A sign without a character of its own precedes every scalar that has no quotes.
  let isScalar = false;
  let isBlock = false;
  for (const lexeme of new Lexer().lex(withLineFeeds(text))) {
    const type = CST.tokenType(lexeme);
    if (!isScalar && SIGNS.has(type)) {
      isScalar = type === 'scalar';
      continue;
    }
    const end = start + lexeme.length;
    if (isScalar) scalars.push({ start, end, value: isBlock ? unfolded(lexeme) : meaning('scalar', lexeme) });
    else if (type === 'single-quoted-scalar' || type === 'double-quoted-scalar')
      scalars.push({ start, end, value: meaning(type, lexeme) });
    isBlock = type === 'block-scalar-header' || (isBlock && !isScalar);
    isScalar = false;
    start = end;
  }
  return scalars;
}

/** Lexemes without a character of their own. */
const SIGNS: ReadonlySet<string | null> = new Set(['doc-mode', 'flow-error-end', 'scalar']);

function meaning(type: 'scalar' | 'single-quoted-scalar' | 'double-quoted-scalar', written: string): string {
  const [quote = ''] = type === 'scalar' ? [] : written;
  const source = written.length > 1 && written.endsWith(quote) ? written : written + quote;
  // What is wrong with it is said by whoever reads the text.
  return CST.resolveAsScalar({ type, offset: 0, indent: 0, source }, false, () => {}).value;
}

/** The lines of a block, of which an address is one word. */
function unfolded(block: string): string {
  return linesOf(block)
    .map((line) => line.trim())
    .join(' ')
    .trim();
}
