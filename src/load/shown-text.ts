import { asStars, type Mask, maskedUrlSecrets, mayHaveUrlSecrets } from '../values/url-secrets.js';
import { DEFAULT_LIMITS } from './limits.js';
import { type Builder, readPlainYaml } from './plain-yaml.js';
import { scalarsOfYaml, type WrittenScalar } from './yaml-scalars.js';
import { parseYaml } from './yaml-source.js';

/**
 * Returns the text of a topology without the users, passwords and queries of its URLs. Lines, and by default columns, stay where they are. What
 * is written in another way than it is meant, with escapes or on several lines, is not shown at all if there is a secret in it. In a text that is not
 * YAML the end of a value is not known: a line that may hold a part of a secret shows its key only.
 */
export function shownText(text: string, mask: Mask = asStars): string {
  if (!mayHaveUrlSecrets(text)) return text;
  const plain = plainScalars(text);
  const shown = withoutSecrets(text, plain ?? scalarsOfYaml(text), mask);
  return plain || parseYaml('', text, DEFAULT_LIMITS).ok ? shown : withoutDoubtfulLines(text, shown, mask);
}

/** The scalars of a text in plain YAML, from left to right; undefined for any other text. */
function plainScalars(text: string): readonly WrittenScalar[] | undefined {
  const found: WrittenScalar[] = [];
  const builder: Builder<readonly WrittenScalar[]> = {
    map: () => found,
    list: () => found,
    scalar(value, _isQuoted, start, end) {
      found.push({ start, end, value });
      return found;
    },
    add: (_map, value, start, end) => found.push({ start, end, value }) > 0,
    push: () => {},
    close: () => {},
  };
  return readPlainYaml(text, DEFAULT_LIMITS, builder)?.toSorted((a, b) => a.start - b.start);
}

function withoutSecrets(text: string, scalars: readonly WrittenScalar[], mask: Mask): string {
  const parts: string[] = [];
  let behind = 0;
  for (const { start, end, value } of scalars) {
    parts.push(inLines(text.slice(behind, start), mask), shownScalar(text.slice(start, end), value, mask));
    behind = end;
  }
  parts.push(inLines(text.slice(behind), mask));
  return parts.join('');
}

/** Masks comments and all other text between scalars. Everything after a scheme may belong to the address, because nothing marks its end. */
function inLines(text: string, mask: Mask): string {
  return text.replaceAll(/[^\r\n]+/g, (line) => {
    const prefix = line.length - line.replace(/^[\s#"']+/, '').length;
    const scheme = line.search(SCHEME);
    const start = scheme < 0 ? prefix : scheme;
    const shown = maskedUrlSecrets(line.slice(start), mask);
    return line.slice(0, start) + (OPEN.test(shown) ? hidden(shown, mask) : shown);
  });
}

function shownScalar(written: string, value: string, mask: Mask): string {
  const shown = maskedUrlSecrets(value, mask);
  if (shown === value) return written;
  const [quote = ''] = /^["']/.exec(written) ?? [];
  if (written === quote + value + quote) return quote + shown + quote;
  const end = quote !== '' && written.length > 1 && written.endsWith(quote) ? quote : '';
  return quote + hidden(written.slice(quote.length, written.length - end.length), mask) + end;
}

function hidden(text: string, mask: Mask): string {
  return text.replaceAll(/\S.*/g, mask);
}

/** A sign, an escape of one, or a query. */
const DOUBTFUL = /[@\\]|%40|[?&;#][\w.-]{1,64}=/i;
const SCHEME = /jdbc:|(?:[a-z][a-z\d+.-]{0,30})?:\/\//i;
/** A scheme, and a colon behind it that no port follows. */
const OPEN = /:\/\/[^\s"'/]{0,300}:(?!\d{1,5}\b|[{$]|\/\/)/;
/** Lines between a scheme and the end of a password. */
const REACH = 3;

function withoutDoubtfulLines(text: string, shown: string, mask: Mask): string {
  const written = text.split(LINE_END);
  const doubtful = new Set<number>();
  for (const [index, line] of written.entries()) {
    if (!DOUBTFUL.test(line) && !OPEN.test(line)) continue;
    const first = written.slice(Math.max(0, index - REACH), index).findIndex((above) => SCHEME.test(above));
    const from = first < 0 ? index : Math.max(0, index - REACH) + first;
    for (let each = from; each <= index; each++) doubtful.add(each);
  }
  return shown
    .split(LINE_END)
    .map((line, index) =>
      doubtful.has(index) ? line.replace(KEY, (_line, key: string, rest: string) => key + hidden(rest, mask)) : line,
    )
    .join('');
}

/** Lines with their ends. */
const LINE_END = /(?<=\n|\r(?!\n))/;

/** A line, and what precedes its value: its key, the dash of an item, a quote. */
const KEY = /^(\s{0,1000}(?:- {1,8}){0,8}(?:[\w.-]{1,128}: {1,8})?["']?)(.*)/s;
