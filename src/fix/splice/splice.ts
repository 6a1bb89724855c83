import { isDeepStrictEqual } from 'node:util';
import { type Document, parseDocument } from 'yaml';
import { changesOf } from './changes.js';
import { type Change, replaced } from './text.js';

/** As the reader composes documents; a text that comes here has been read before. */
const OPTIONS = { merge: true, uniqueKeys: false, stringKeys: true, prettyErrors: false } as const;

/**
 * One value can stand for many: a changed anchor changes all its aliases, which are then given their former value again.
 * Every round leaves fewer of them; more rounds than this are a bug.
 */
const ROUNDS = 10;

/**
 * Changes a YAML or JSON text until it says what the data says. Only values that differ are touched; comments, order, quoting,
 * indentation and line ends stay. A value from an alias or a merge key is overridden where it is used, never changed for others.
 * @param data the text's own data with values changed or added; nothing can be taken away
 */
export function splice(text: string, data: unknown): string {
  let current = text;
  for (let round = 0; round < ROUNDS; round++) {
    const document = parse(current);
    const present: unknown = document.toJS({ maxAliasCount: -1 });
    if (isDeepStrictEqual(present, data)) return current;
    const changes: readonly Change[] = changesOf(current, document, present, data);
    if (changes.length === 0) break;
    current = replaced(current, changes);
  }
  throw new Error('a correction could not be written into the text');
}

function parse(text: string): Document.Parsed {
  const document = parseDocument(text, OPTIONS);
  const [error] = document.errors;
  if (error) throw new Error(`a corrected text is no YAML: ${error.message}`);
  return document;
}
