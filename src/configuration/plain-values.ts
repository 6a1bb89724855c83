import type { Found, Leaf, Unknown } from '../model/fragment.js';
import { mappedList } from '../values/endpoint-lists.js';
import { memo } from '../values/memo.js';
import { lastName } from './leaf.js';

/** Whatever could be a secret or leads to one is never read, even where its value looks like a port. */
const SECRET =
  /pass(word|phrase)?$|passwd|pwd|secret|token$|credential|key_?store|trust_?store|private|user_?name$|^user$|alias|apikey|api_key/i;

/** Words that are settings by themselves. */
const WORDS =
  /^(true|false|thrift|binary|wka|multicast|kubernetes|default|standalone|ThriftClient|WSClient|Regular|APK|AWS)$/i;

/** References that a file does not resolve: environment, system properties, secrets, template variables. */
const REFERENCE =
  /\$(?:env|sys|secret|ref)?\{[^}]{0,500}\}|\{\{.{0,500}?\}\}|%\{[^}]{0,500}\}|@[\w.]{1,200}@|^\[\w+\]$|^\$\w+$/;

/**
 * Returns the leaves that can be a port, an endpoint or a switch; in what is kept, endpoints have lost credentials and queries.
 * The product, version and host name are read by the formats that know where they are.
 */
export function settingsOf<T extends Leaf>(leaves: readonly T[]): T[] {
  return leaves.flatMap((leaf) => {
    const name = lastName(leaf);
    if (isSecret(name)) return [];
    const value = plainValue(name, leaf.value);
    return value === undefined ? [] : [{ ...leaf, value, steps: leaf.steps.map((step) => withoutSecrets(step)) }];
  });
}

/** Returns whether a key can hold a secret or lead to one. */
export function isSecret(name: string): boolean {
  return SECRET.test(name);
}

/** Attributes that distinguish elements; all others are dropped, passwords among them. */
const KEPT_ATTRIBUTES = ['name', 'id', 'type', 'scheme', 'SSLEnabled', 'protocol', 'class'];

const withoutSecrets = memo((step: Leaf['steps'][number]): Leaf['steps'][number] => {
  const kept = Object.entries(step.attributes).filter(
    ([name, value]) => KEPT_ATTRIBUTES.includes(name) && value.length <= 128,
  );
  return { ...step, attributes: Object.fromEntries(kept) };
});

function plainValue(name: string, text: string): string | undefined {
  if (text.length > 4096) return undefined;
  if (/^-?\d{1,9}$/.test(text) || WORDS.test(text)) return text;
  // An id distinguishes entries of a list.
  if (name === 'id' && /^[\w.-]{1,64}$/.test(text)) return text;
  if (REFERENCE.test(text) && !text.includes('://')) return /^\S{1,128}$/.test(text) ? text : undefined;
  if (unresolvedIn(text) !== undefined) return undecidedEndpoint(text) ?? unresolvedIn(text);
  if (text.includes('://')) return withoutSecretsInList(text) || undefined;
  if (/host(name)?$/i.test(name)) return /^[\w.-]{1,253}$/.test(text) ? text : undefined;
  return /^[\w.-]{1,253}:\d{1,5}(,\s*[\w.-]{1,253}:\d{1,5})*$/.test(text) ? text : undefined;
}

/** Returns what is in a value for something that only the environment or a template engine knows. */
export function unresolvedIn(text: string): string | undefined {
  return /\$(env|sys|secret|ref)\{[^}]{0,500}\}|\{\{.{0,500}?\}\}|%\{[^}]{0,500}\}/.exec(text)?.[0];
}

const UNDECIDED =
  /(?:[a-z][a-z0-9+.-]{0,30}:\/\/)(?:[^@/\s]*@)?((?:\$(?:env|sys|secret|ref)\{[^}]{0,500}\}|\{\{.{0,500}?\}\}|%\{[^}]{0,500}\})[\w.-]*(?::\d{1,5}(?!\d))?)/i;

/** The end of an address whose host is not known: `{{ broker }}:5675`, without credentials. */
function undecidedEndpoint(text: string): string | undefined {
  return UNDECIDED.exec(text.replace(/^.*brokerlist\s*=/is, ''))?.[1];
}

/** The endpoints of a value in their groups, without credentials and queries. */
function withoutSecretsInList(text: string): string {
  return mappedList(text.replaceAll('&amp;', '&'), (endpoint) => {
    const plain = endpoint.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^@/]*@/i, '$1').replace(/[?#].*/s, '');
    return plain.includes('@') ? undefined : plain;
  });
}

/** Returns a port offset or port as a file has it; undefined where the text is neither a number nor a reference. */
export function numberOf(text: string): number | Unknown | undefined {
  if (/^[+-]?\d{1,9}$/.test(text)) return Number(text);
  return referenceOf(text);
}

/** The references of a value that have to be resolved elsewhere. */
function referenceOf(text: string): Unknown | undefined {
  const name = REFERENCE.exec(text)?.[0];
  return name === undefined ? undefined : { unknown: name };
}

/** Returns a host name or address, or what it refers to; `WSO2_HOSTNAME` is what a script replaces. */
export function hostOf(text: string): string | Unknown | undefined {
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text)) return { unknown: text };
  return referenceOf(text) ?? (/^[A-Za-z0-9._:-]{1,253}$/.test(text) ? text : undefined);
}

/** Returns the value of a leaf, with its place. */
export function foundIn<T>(file: string, leaf: Leaf, value: T, why: string): Found<T> {
  return { value, file, range: leaf.range, why };
}
