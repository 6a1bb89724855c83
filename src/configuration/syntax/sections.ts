import { MAX_DEPTH } from '../leaf.js';
import type { Directive, Word } from './blocks.js';
import { wordsOfLines } from './lines.js';

/** Reads directives as the Apache HTTP Server has them, one a line, in sections: `<VirtualHost *:443>`. Names are in lower case. */
export function sectionsIn(text: string): readonly Directive[] {
  const top: Directive[] = [];
  const open: Directive[][] = [top];
  for (const [first, ...words] of wordsOfLines(text)) {
    const name = first?.value.toLowerCase() ?? '';
    if (name.startsWith('</')) {
      if (open.length > 1) open.pop();
      continue;
    }
    const block: Directive[] = [];
    const isSection = name.startsWith('<');
    open.at(-1)?.push({ name: name.replace(/^<|>$/g, ''), words: words.map(withoutBracket), block });
    if (isSection && open.length < MAX_DEPTH) open.push(block);
  }
  return top;
}

/** The bracket that ends a section does not belong to its last word. */
function withoutBracket({ value, range }: Word): Word {
  return { value: value.replace(/>$/, ''), range };
}
