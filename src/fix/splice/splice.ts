import { type Document, parseDocument } from 'yaml';
import { withLineFeeds } from '../../values/lines.js';
import { isSameData } from '../../values/same-data.js';
import { changesOf } from './changes.js';
import { type Change, replaced } from './text.js';

/** The options with which the reader composes documents; every text here was read before. */
const OPTIONS = { merge: true, uniqueKeys: false, stringKeys: true, prettyErrors: false } as const;

/**
 * One value can be used in many places: a changed anchor changes all its aliases, which then get their former value again.
 * Each round leaves fewer of them; more rounds than this are a bug.
 */
const ROUNDS = 10;

/**
 * Changes a YAML or JSON text until it contains the given data. Only values that differ are changed; comments, order, quoting,
 * indentation and line ends stay. A value from an alias or a merge key is changed where it is written, if all that use it are to have
 * the new one; else it is overridden where it is used, and stays the same elsewhere.
 * @param data the text's own data with values changed or added; nothing can be removed
 */
export function splice(text: string, data: unknown): string {
  return splicer(text)(data);
}

/** What spares work for one text that gets many corrections. */
interface Known {
  /** The data of the text, which the data that it is to contain are a changed copy of: what both share is not compared. */
  readonly present: unknown;
  /** Returns the data of a text faster than composing its document does; undefined where it cannot. */
  readonly read: (text: string) => unknown;
}

/** Returns how to {@link splice} one text, which is parsed once for all the data that it is to contain. */
export function splicer(text: string, known?: Known): (data: unknown) => string {
  if (!text.includes('\n') && text.includes('\r')) {
    const write = splicer(withLineFeeds(text), known);
    return (data) => write(data).replaceAll('\n', '\r');
  }
  const given = withLineFeeds(text);
  let own: Composed | undefined;
  return (data) => {
    own ??= known ? { document: parse(given), present: known.present } : compose(given);
    let [current, { document, present }] = [given, own];
    for (let round = 0; round < ROUNDS; round++) {
      if (isSameData(present, data)) return current;
      const changes: readonly Change[] = changesOf(current, document, present, data);
      if (changes.length === 0) break;
      const inPlace = changes.filter(({ overrides }) => overrides === undefined);
      current = replaced(current, inPlace.length > 0 ? inPlace : changes);
      if (known && isSameData(known.read(current), data)) return current;
      ({ document, present } = compose(current));
    }
    throw new Error('a correction could not be written into the text');
  };
}

/** A text as a document, and its data. */
interface Composed {
  readonly document: Document.Parsed;
  readonly present: unknown;
}

function compose(text: string): Composed {
  const document = parse(text);
  return { document, present: document.toJS({ maxAliasCount: -1 }) };
}

function parse(text: string): Document.Parsed {
  const document = parseDocument(text, OPTIONS);
  const [error] = document.errors;
  if (error) throw new Error(`a corrected text is not YAML: ${error.message}`);
  return document;
}
