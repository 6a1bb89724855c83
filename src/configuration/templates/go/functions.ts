import { COLLECTION_FUNCTIONS } from './collections.js';
import { NUMBER_FUNCTIONS } from './numbers.js';
import { TEXT_FUNCTIONS } from './texts.js';
import {
  type GoFunction,
  type GoValue,
  isEmpty,
  isGoList,
  isGoMap,
  isText,
  OPAQUE,
  plainText,
  UNKNOWN,
  UnknownValue,
} from './values.js';

const LOGIC_FUNCTIONS: Readonly<Record<string, GoFunction>> = {
  and: (...values) => decisive(values, true),
  or: (...values) => decisive(values, false),
  not: (value = null) => (value instanceof UnknownValue ? value : isEmpty(value)),
  empty: (value = null) => (value instanceof UnknownValue ? value : isEmpty(value)),
  default: (standard = null, value = null) =>
    value instanceof UnknownValue ? value : isEmpty(value) ? standard : value,
  coalesce: (...values) => values.find((value) => value instanceof UnknownValue || !isEmpty(value)) ?? null,
  ternary: (yes = null, no = null, condition = null) =>
    condition instanceof UnknownValue ? condition : condition === true ? yes : no,
  required: (_, value = null) => (value === null || plainText(value) === '' ? UNKNOWN : value),
  fail: () => UNKNOWN,
  eq: (first = null, ...others) => anyEqual(first, others),
  ne: (a = null, b = null) => opposite(anyEqual(a, [b])),
  lt: (a = null, b = null) => compared(a, b, (order) => order < 0),
  le: (a = null, b = null) => compared(a, b, (order) => order <= 0),
  gt: (a = null, b = null) => compared(a, b, (order) => order > 0),
  ge: (a = null, b = null) => compared(a, b, (order) => order >= 0),
  kindOf: (value = null) => kindOf(value),
  kindIs: (kind = null, value = null) => (value instanceof UnknownValue ? value : plainText(kind) === kindOf(value)),
  typeOf: (value = null) => typeOf(value),
  typeIs: (type = null, value = null) => (value instanceof UnknownValue ? value : plainText(type) === typeOf(value)),
  semverCompare: (constraint = null, version = null) => satisfies(plainText(version), plainText(constraint)),
};

/** Functions whose results differ at every installation and are no setting. */
const OPAQUE_FUNCTIONS = [
  ...['sha1sum', 'sha256sum', 'adler32sum', 'bcrypt', 'htpasswd', 'derivePassword'],
  ...['randAlpha', 'randAlphaNum', 'randNumeric', 'randAscii', 'uuidv4'],
  ...['genCA', 'genPrivateKey', 'genSelfSignedCert', 'genSignedCert'],
  ...['now', 'date', 'dateInZone', 'dateModify', 'date_modify', 'htmlDate', 'htmlDateInZone', 'ago', 'unixEpoch'],
  ...['toDate', 'mustToDate', 'duration', 'durationRound'],
];

/** Functions of Go templates, of Sprig and of Helm, by name. One that is not here has an unknown value. */
export const FUNCTIONS: ReadonlyMap<string, GoFunction> = new Map(
  Object.entries({
    ...LOGIC_FUNCTIONS,
    ...TEXT_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...COLLECTION_FUNCTIONS,
    ...Object.fromEntries(OPAQUE_FUNCTIONS.map((name): [string, GoFunction] => [name, () => OPAQUE])),
  }),
);

/** The first value that decides, else the last one. */
function decisive(values: readonly GoValue[], deciding: boolean): GoValue {
  for (const value of values) if (value instanceof UnknownValue || isEmpty(value) === deciding) return value;
  return values.at(-1) ?? null;
}

function opposite(value: GoValue): GoValue {
  return value instanceof UnknownValue ? value : value === false;
}

function anyEqual(first: GoValue, others: readonly GoValue[]): GoValue {
  const results = others.map((other) => equal(first, other));
  return results.includes(true) ? true : (results.find((result) => result instanceof UnknownValue) ?? false);
}

/** Texts, numbers and switches are compared with their like; others only with nothing. */
function equal(a: GoValue, b: GoValue): GoValue {
  if (a instanceof UnknownValue || b instanceof UnknownValue) return UNKNOWN;
  if (a === null || b === null) return a === b;
  if (isText(a) && isText(b)) return plainText(a) === plainText(b);
  return typeof a === typeof b && typeof a !== 'object' ? a === b : UNKNOWN;
}

function compared(a: GoValue, b: GoValue, fits: (order: number) => boolean): GoValue {
  if (typeof a === 'number' && typeof b === 'number') return fits(a - b);
  if (!isText(a) || !isText(b)) return UNKNOWN;
  const [one, other] = [plainText(a), plainText(b)];
  return fits(one < other ? -1 : one > other ? 1 : 0);
}

/** Numbers of values files are floating-point numbers. */
function kindOf(value: GoValue): string {
  if (isText(value)) return 'string';
  if (isGoMap(value)) return 'map';
  if (isGoList(value)) return 'slice';
  return typeof value === 'number' ? 'float64' : typeof value === 'boolean' ? 'bool' : 'invalid';
}

function typeOf(value: GoValue): string {
  const kind = kindOf(value);
  return { map: 'map[string]interface {}', slice: '[]interface {}' }[kind] ?? kind;
}

/** `>=1.19-0`, of one condition or of several that all hold; other ways to write conditions are not understood. */
function satisfies(version: string, constraint: string): GoValue {
  const own = numbersIn(version);
  const joined = ['=', '<', '>'].reduce((text, sign) => text.replaceAll(`${sign} `, sign), constraint);
  const conditions = joined.split(/[,\s]/).flatMap((part) => (part === '' ? [] : [CONDITION.exec(part)]));
  if (!own || conditions.some((condition) => condition === null)) return UNKNOWN;
  return conditions.every((condition) => {
    const [, sign = '', wanted = ''] = condition ?? [];
    const order = orderOf(own, numbersIn(wanted) ?? []);
    return (
      (sign.includes('<') && order < 0) || (sign.includes('>') && order > 0) || (sign.includes('=') && order === 0)
    );
  });
}

const CONDITION = /^([<>]=?|=)v?(\d[\w.-]*)$/;

function numbersIn(version: string): readonly number[] | undefined {
  const match = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/.exec(version);
  return match?.slice(1).map((part) => Number(part ?? 0));
}

function orderOf(a: readonly number[], b: readonly number[]): number {
  return a.map((number, index) => number - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
