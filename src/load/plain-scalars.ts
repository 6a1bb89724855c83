/** The characters that mean something in plain YAML, as UTF-16 code units. */
export const CODE = {
  ...{ lineFeed: 0x0a, space: 0x20, double: 0x22, hash: 0x23, single: 0x27, comma: 0x2c, dash: 0x2d },
  ...{ colon: 0x3a, openList: 0x5b, backslash: 0x5c, closeList: 0x5d, openMap: 0x7b, closeMap: 0x7d },
} as const;

/** Thrown at the first thing that the reader of plain YAML does not know. */
export const UNKNOWN = Symbol('unknown');

/** Whether a character means something at the start of a scalar, by its code. */
const INDICATORS: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '-?:,[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(code)),
);

/** A space, the end of the line, or of the text. */
export function isGap(code: number): boolean {
  return code === CODE.space || code === CODE.lineFeed || Number.isNaN(code);
}

export function isQuote(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === CODE.double || code === CODE.single;
}

/** Returns where a scalar ends, behind its last character; at a colon where it is a key. */
export function scalarEnd(text: string, start: number, inBrackets: boolean): number {
  return isQuote(text, start) ? quotedEnd(text, start) : plainEnd(text, start, inBrackets);
}

/** Returns where a text in quotes ends, behind the closing one. One with an escape, or of several lines, is unknown. */
export function quotedEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.lineFeed || (code === CODE.backslash && quote === CODE.double)) break;
    if (code !== quote) continue;
    if (text.charCodeAt(at + 1) === CODE.single) break;
    return at + 1;
  }
  throw UNKNOWN;
}

/** Returns where a scalar without quotes ends, without the spaces behind it; at a colon where it is a key. */
export function plainEnd(text: string, start: number, inBrackets: boolean): number {
  const first = text.charCodeAt(start);
  if (!(first > CODE.space) || (INDICATORS[first] && !isNegative(text, start))) throw UNKNOWN;
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.space) continue;
    if (code === CODE.lineFeed || (code === CODE.hash && end < at) || (inBrackets && isBracketOrComma(code))) break;
    if (code === CODE.colon && isSeparator(text, at, inBrackets)) {
      // A space in front of a colon is not part of the key.
      if (end < at) throw UNKNOWN;
      return at;
    }
    end = at + 1;
  }
  return end;
}

function isNegative(text: string, start: number): boolean {
  const next = text.charCodeAt(start + 1);
  return text.charCodeAt(start) === CODE.dash && next >= 0x30 && next <= 0x39;
}

/** Whether a colon ends a key. In front of a bracket or a comma it has a meaning of its own. */
function isSeparator(text: string, at: number, inBrackets: boolean): boolean {
  const next = text.charCodeAt(at + 1);
  if (inBrackets && isBracketOrComma(next)) throw UNKNOWN;
  return isGap(next);
}

function isBracketOrComma(code: number): boolean {
  switch (code) {
    case CODE.comma:
    case CODE.openList:
    case CODE.closeList:
    case CODE.openMap:
    case CODE.closeMap:
      return true;
    default:
      return false;
  }
}
