/** `${X}`, `${X:-default}`, `${X:?message}`, `${X:+other}` and `$X`, as shells, compose files and Dockerfiles write them. */
const VARIABLE = /(?<!\$)\$(?:\{(\w+)(?:(:?[-?+])([^${}]*))?\}|(\w+))/g;

/** How many levels of defaults inside of defaults are followed. */
const MAX_PASSES = 5;

/** Puts the values of variables into a text. What has neither a value nor a default stays as it is written. */
export function substituted(text: string, variables: ReadonlyMap<string, string>): string {
  let result = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const next = result.replace(VARIABLE, (written, braced, operator, word, plain) =>
      textOf(written, variables.get(braced ?? plain), operator, word),
    );
    if (next === result || next.length > MAX_LENGTH) break;
    result = next;
  }
  return result;
}

const MAX_LENGTH = 65_536;

function textOf(
  written: string,
  value: string | undefined,
  operator: string | undefined,
  word: string | undefined,
): string {
  const isSet = value !== undefined && (value !== '' || operator?.startsWith(':') !== true);
  if (operator?.endsWith('+')) return isSet ? (word ?? '') : '';
  if (isSet) return value;
  return operator?.endsWith('-') ? (word ?? '') : written;
}
