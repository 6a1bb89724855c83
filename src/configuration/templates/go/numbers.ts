import { type GoFunction, type GoValue, isText, plainText, UNKNOWN, UnknownValue } from './values.js';

/** Functions over numbers. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, GoFunction>> = {
  int: whole,
  int64: whole,
  atoi: whole,
  float64: (value = null) => numberIn(value),
  add: (...values) => calculated(values, (a, b) => a + b),
  add1: (value = null) => calculated([value, 1], (a, b) => a + b),
  sub: (...values) => calculated(values, (a, b) => a - b),
  mul: (...values) => calculated(values, (a, b) => a * b),
  div: (...values) => calculated(values, (a, b) => Math.trunc(a / b)),
  mod: (...values) => calculated(values, (a, b) => a % b),
  max: (...values) => calculated(values, Math.max),
  min: (...values) => calculated(values, Math.min),
  ceil: (value = null) => rounded(value, Math.ceil),
  floor: (value = null) => rounded(value, Math.floor),
};

/** Converts as Sprig does: nothing, and a text that is not a number, become 0. */
function whole(value: GoValue = null): GoValue {
  return rounded(value, Math.trunc);
}

function rounded(value: GoValue, round: (number: number) => number): GoValue {
  const number = numberIn(value);
  return typeof number === 'number' ? round(number) : number;
}

function numberIn(value: GoValue): number | UnknownValue {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isText(value)) return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(plainText(value)) ? Number(plainText(value)) : 0;
  return value === null ? 0 : UNKNOWN;
}

function calculated(values: readonly GoValue[], calculate: (a: number, b: number) => number): GoValue {
  const numbers = values.map((value) => numberIn(value));
  if (numbers.some((number) => number instanceof UnknownValue)) return UNKNOWN;
  const [first = 0, ...others] = numbers.filter((number) => typeof number === 'number');
  const result = others.reduce((sum, number) => calculate(sum, number), first);
  return Number.isFinite(result) ? result : UNKNOWN;
}
