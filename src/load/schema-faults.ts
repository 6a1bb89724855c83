import type { ErrorObject, ValidateFunction } from 'ajv';
import { SCHEMA_KEYS } from '../generated/schema-keys.js';
import { validate as validateProduct } from '../generated/validate-product.js';
import { validate as validateTopology } from '../generated/validate-topology.js';
import type { Path } from '../model/finding.js';
import { brief } from '../values/brief.js';
import { didYouMean } from '../values/did-you-mean.js';
import { atPath, fromPointer, writtenPath } from '../values/paths.js';
import type { SchemaFault, WrittenData } from './schema-problem.js';
import { templateIn } from './template.js';

/** Returns what breaks the schema of topologies, or in products that a topology describes the schema of products. */
export function faultsOf(written: WrittenData): SchemaFault[] {
  return [...schemaErrors(validateTopology, written), ...productFaults(written)];
}

function productFaults({ data, textAt }: WrittenData): SchemaFault[] {
  const products = atPath(data, ['products']);
  if (typeof products !== 'object' || products === null) return [];
  const below = (id: string) => (path: Path) => textAt(['products', id, ...path]);
  return Object.entries(products).flatMap(([id, product]) =>
    schemaErrors(validateProduct, { data: product, textAt: below(id) }, '/products/*').map((fault) => ({
      ...fault,
      path: ['products', id, ...fault.path],
      reason: `products.${brief(id)}: ${fault.reason}`,
    })),
  );
}

/** `pointer` is where the data is in the document. */
function schemaErrors(check: ValidateFunction, written: WrittenData, pointer = ''): SchemaFault[] {
  const { data } = written;
  if (check(data)) return [];
  const errors = check.errors ?? [];
  const causes = errors.filter((error) => isCause(error, errors, data));
  const faults = causes.map((error) => faultOf(error, errors, written, pointer));
  const unique = new Map(faults.map((fault) => [`${fault.path.join('/')} ${fault.reason}`, fault]));
  return [...unique.values()];
}

/** The expected shape of a value, where the schema allows several; tried in order. */
const EXPECTED: readonly (readonly [RegExp, string])[] = [
  [/\/offset$/, 'a whole number or auto'],
  [/\/ports\/[^/]+$/, 'a port from 1 to 65535, or a map with port and bind'],
  [/\/links\/[^/]+(\/\d+)?$/, 'a node id, a map with to, url and port, or a list of them'],
  [/^\/hosts\/[^/]+$/, 'a map (or nothing)'],
  [/\/occupied\/\d+$/, 'a map such as { port: 443, by: nginx }'],
  [/^\/roles$/, 'a map of each role to the profiles that play it, such as { database: [default] }'],
  [/\/product$/, 'a product id'],
];

/** Keywords that concern what a map or list contains. */
const OF_CONTENT: ReadonlySet<string> = new Set(['additionalProperties', 'minItems', 'minProperties', 'required']);

/** Of the errors that the branches of an `anyOf` leave, those that help the user. */
function isCause(error: ErrorObject, errors: readonly ErrorObject[], data: unknown): boolean {
  // The error of the whole `oneOf` already contains what each branch requires.
  if (
    error.keyword === 'required' &&
    errors.some((other) => other.keyword === 'oneOf' && other.instancePath === error.instancePath)
  )
    return false;
  // For a value that is not a map, the message names its type.
  const { instancePath } = error;
  if (
    error.keyword === 'oneOf' &&
    errors.some((other) => other.keyword === 'type' && other.instancePath === instancePath)
  )
    return false;
  const choice = errors.some((other) => other.keyword === 'anyOf' && other.instancePath === error.instancePath);
  if (!choice) return error.keyword !== 'propertyNames' || !namesItself(error, errors);
  const isMap = typeof atPath(data, fromPointer(error.instancePath)) === 'object';
  const aboutShape = OF_CONTENT.has(error.keyword);
  if (isMap) {
    const deeper = errors.some((other) => other !== error && speaksOfContent(other, error.instancePath));
    return aboutShape || (error.keyword === 'anyOf' && !deeper);
  }
  return error.keyword === 'anyOf';
}

function speaksOfContent(error: ErrorObject, pointer: string): boolean {
  return (
    error.instancePath.startsWith(`${pointer}/`) || (error.instancePath === pointer && OF_CONTENT.has(error.keyword))
  );
}

/** `propertyNames` repeats what the error of the name itself says. */
function namesItself(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some((other) => other.propertyName === error.params.propertyName && other.keyword !== 'propertyNames');
}

/** The keys that are legal in the map at a pointer. */
function legalKeysAt(pointer: string): readonly string[] {
  const steps = pointer.split('/');
  const fits = (pattern: readonly string[]) =>
    pattern.length === steps.length && pattern.every((step, index) => step === '*' || step === steps[index]);
  return Object.entries(SCHEMA_KEYS).find(([pattern]) => fits(pattern.split('/')))?.[1] ?? [];
}

function faultOf(
  error: ErrorObject,
  errors: readonly ErrorObject[],
  written: WrittenData,
  pointer: string,
): SchemaFault {
  const path = fromPointer(error.instancePath);
  const at = writtenPath(path.map((step) => brief(String(step)))) || 'the document';
  if (error.propertyName !== undefined)
    return {
      path: [...path, error.propertyName],
      key: true,
      reason: `"${brief(error.propertyName)}" is not ${nameExpectation(path)}`,
    };
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(error.params.additionalProperty);
      const legal = legalKeysAt(pointer + error.instancePath);
      const hint = didYouMean(name, legal) || `; legal here: ${legal.join(', ')}`;
      return { path: [...path, name], key: true, reason: `${at} has no key "${brief(name)}"${hint}` };
    }
    case 'required':
      return { path, key: true, reason: `${at} needs the key "${error.params.missingProperty}"` };
    case 'oneOf':
      return { path, key: true, reason: `${at} needs either port or ports` };
    case 'minProperties':
    case 'minItems':
      return { path, key: true, reason: `${at} must not be empty` };
    default: {
      const expected = error.keyword === 'anyOf' ? choiceOf(error, errors) : expectation(error);
      return { path, key: false, reason: `${at} must be ${expected}${contrast(path, written, error)}` };
    }
  }
}

/** The keys of a map of releases are ranges; all other names are ids. */
function nameExpectation(path: Path): string {
  return ['versions', 'tags'].includes(String(path.at(-1)))
    ? 'a release or a range of releases, such as 2.0.0 - 2.6.0'
    : 'an id: 1 to 128 letters, digits, dots, underscores or hyphens';
}

/** The requirements of the branches of an `anyOf`. */
function choiceOf(choice: ErrorObject, errors: readonly ErrorObject[]): string {
  const branches = errors.filter((error) => error.keyword !== 'anyOf' && error.instancePath === choice.instancePath);
  return namedShape(choice) ?? [...new Set(branches.map(expectation))].join(' or ');
}

function namedShape({ instancePath }: ErrorObject): string | undefined {
  return EXPECTED.find(([pattern]) => pattern.test(instancePath))?.[1];
}

function expectation(error: ErrorObject): string {
  const shape = namedShape(error);
  if (shape !== undefined && ['type', 'const', 'enum'].includes(error.keyword)) return shape;
  switch (error.keyword) {
    case 'type':
      return TYPE_NAMES[String(error.params.type)] ?? String(error.params.type);
    case 'const':
      return JSON.stringify(error.params.allowedValue);
    case 'enum':
      return `one of ${(error.params.allowedValues as unknown[]).join(', ')}`;
    case 'minimum':
      return `at least ${error.params.limit}`;
    case 'maximum':
      return `at most ${error.params.limit}`;
    case 'minLength':
      return 'some text';
    case 'maxLength':
      return `at most ${error.params.limit} characters long`;
    case 'pattern':
      return (
        PATTERN_NAMES.find(([path]) => path.test(error.instancePath))?.[1] ??
        'an id: letters, digits, dots, underscores or hyphens'
      );
    default:
      return error.message ?? 'something else';
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
};

const PATTERN_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\/addresses\/\d+$|\/bind$/, 'a host name or an IP address'],
  [/\/ephemeral$/, 'a range such as 32768-60999, or none'],
  [/\/occupied\/\d+\/ports$/, 'a range such as 30000-32767'],
  [/\/publish\/\d+$/, '[bind:]hostPort:port[/protocol], such as "9443:9443"'],
  [/\/forwards\/\d+\/to\/\d+$/, 'node:listener, such as gateway-1:passthrough-https'],
  [/\/version$/, 'a release such as 4.2.0'],
  [/\/reason$/, 'a reason'],
];

/** The actual value, and the likely slip where it is a common one. */
function contrast(path: Path, { data, textAt }: WrittenData, error: ErrorObject): string {
  const value = atPath(data, path);
  if (value === null) return ', but nothing stands here';
  if (Array.isArray(value)) return ', not a list';
  if (typeof value === 'object') return ', not a map';
  // A tag such as !!merge makes values that JSON does not know.
  const shown = (JSON.stringify(value) ?? String(value)).slice(0, 80);
  if (typeof value === 'string' && /^-?\d+$/.test(value) && !['pattern', 'oneOf'].includes(error.keyword))
    return error.params.type === 'object' ? `, not ${shown}` : `, not the text ${shown}; remove the quotes`;
  // 4.20 is the number 4.2, and the author searches for the written form.
  if (typeof value === 'number' && error.params.type === 'string')
    return `, not the number ${textAt(path) ?? shown}; put it in quotes`;
  const template = typeof value === 'string' ? templateIn(value)?.reason : undefined;
  return `, not ${shown}${template === undefined ? '' : `; ${template}`}`;
}
