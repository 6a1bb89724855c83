import { compareTexts } from '../../../values/lists.js';
import { dataOf, type GoMap, type GoValue, isGoList, isGoMap, UNKNOWN } from './values.js';

/** `toToml`: the plain values of a map come before its tables, and keys are sorted. A value that is not a map gives an unknown value. */
export function toToml(value: GoValue): GoValue {
  return isGoMap(value) ? tableLines(value, []).join('') : UNKNOWN;
}

function tableLines(table: GoMap, path: readonly string[]): readonly string[] {
  const entries = [...table].filter(([, value]) => value !== null).sort(([a], [b]) => compareTexts(a, b));
  const plain = entries
    .filter(([, value]) => !isTable(value))
    .map(([key, value]) => `${keyOf(key)} = ${textOf(value)}\n`);
  const inner = entries.flatMap(([key, value]): readonly string[] => {
    const below = [...path, keyOf(key)];
    if (isGoMap(value)) return [`\n[${below.join('.')}]\n`, ...tableLines(value, below)];
    const items = isTable(value) && isGoList(value) ? value.filter(isGoMap) : [];
    return items.flatMap((item) => [`\n[[${below.join('.')}]]\n`, ...tableLines(item, below)]);
  });
  return [...plain, ...inner];
}

/** Whether a value is written as tables of its own. */
function isTable(value: GoValue): boolean {
  return isGoMap(value) || (isGoList(value) && value.length > 0 && value.every(isGoMap));
}

function keyOf(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

function textOf(value: GoValue): string {
  if (isGoList(value)) return `[${value.map(textOf).join(', ')}]`;
  if (isGoMap(value)) return `{${[...value].map(([key, inner]) => `${keyOf(key)} = ${textOf(inner)}`).join(', ')}}`;
  return JSON.stringify(dataOf(value));
}
