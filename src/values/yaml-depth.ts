import type { CST } from 'yaml';

/**
 * Returns the offset of the first token nested deeper than the limit, if there is one. Works on the token tree without recursion:
 * what comes after it (the library's composer) is recursive, and a text of brackets alone would exhaust the stack.
 */
export function tooDeep(tokens: readonly CST.Token[], limit: number): number | undefined {
  let level: CST.Token[] = [...tokens];
  // A document is a token of its own around its value.
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return level[0]?.offset ?? 0;
    level = level.flatMap(childrenOf);
  }
  return undefined;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((child) => child !== undefined && child !== null));
}
