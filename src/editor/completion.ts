import { releaseUsed } from '../catalogue/catalogue.js';
import type { Release } from '../catalogue/release.js';
import { SCHEMA_KEYS } from '../generated/schema-keys.js';
import type { Position, Range } from '../model/finding.js';
import { ALL_RULES } from '../rules/index.js';
import { type Cursor, cursorAt } from './cursor.js';
import type { View } from './view.js';

/** A text that is offered at the cursor, in place of the word that is there. */
export interface Offer {
  readonly text: string;
  readonly detail?: string;
  readonly range: Range;
}

/** Returns the words that are allowed at a position (1-based): keys, products, releases, profiles, listeners, links, nodes, hosts, rules. */
export function offersAt(view: View, position: Position): readonly Offer[] {
  const cursor = cursorAt(view.input.text, position);
  const found = cursor.part === 'key' ? keysAt(cursor, view) : valuesAt(cursor, view);
  return found.map(([text, detail]) => ({
    text: cursor.part === 'key' ? `${text}: ` : text,
    ...(detail === undefined ? {} : { detail }),
    range: cursor.range,
  }));
}

type Named = readonly [text: string, detail?: string];

function keysAt({ path }: Cursor, view: View): readonly Named[] {
  const [root, , field] = path;
  if (root === 'rules' && path.length === 1) return ALL_RULES.map(({ id, summary }) => [id, summary]);
  if (isNodeField(path, 'ports')) return listenersOf(path, view);
  if (isNodeField(path, 'links')) return linksOf(path, view);
  if (root === 'nodes' && path.length === 1) return [];
  if (root === 'hosts' && path.length === 1) return [];
  const steps = field === undefined ? path : [...path];
  return (keysOf(steps) ?? []).map((key) => [key]);
}

/** The legal keys of the map at a path; a step of a map with free keys is `*` there. */
function keysOf(path: readonly string[]): readonly string[] | undefined {
  const fits = (pattern: string) => {
    const steps = pattern.split('/').slice(1);
    return steps.length === path.length && steps.every((step, index) => step === '*' || step === path[index]);
  };
  const found = path.length === 0 ? '' : Object.keys(SCHEMA_KEYS).find(fits);
  return found === undefined ? undefined : SCHEMA_KEYS[found];
}

function isNodeField(path: readonly string[], field: string): boolean {
  return (
    (path[0] === 'nodes' && path.length === 3 && path[2] === field) ||
    (path[0] === 'defaults' && path.length === 2 && path[1] === field)
  );
}

function valuesAt({ path }: Cursor, view: View): readonly Named[] {
  const place = (path[0] === 'defaults' ? ['nodes', '*', ...path.slice(1)] : path).join('/');
  return VALUES.find(([pattern]) => pattern.test(place))?.[1](path, view) ?? [];
}

/** The words that are allowed at a place, by the keys that lead there. */
const VALUES: readonly (readonly [RegExp, (path: readonly string[], view: View) => readonly Named[]])[] = [
  [/^rules\/[^/]+$/, () => ['error', 'warning', 'info', 'off'].map((name) => [name])],
  [/^ignore\/\*\/rule$/, () => ALL_RULES.map(({ id, summary }) => [id, summary])],
  [/^ignore\/\*\/node$/, (_, view) => namesOf(view.data.nodes)],
  [/^ignore\/\*\/host$/, (_, view) => namesOf(view.data.hosts)],
  [/^hosts\/[^/]+\/on$/, (_, view) => namesOf(view.data.hosts)],
  [/^hosts\/[^/]+\/forwards\/\*\/to(\/\*)?$/, (_, view) => namesOf(view.data.nodes)],
  [/^nodes\/[^/]+\/host$/, (_, view) => namesOf(view.data.hosts)],
  [/^nodes\/[^/]+\/product$/, (_, view) => view.catalogue.products.map(({ id, name }) => [id, name])],
  [/^nodes\/[^/]+\/version$/, releasesFor],
  [/^nodes\/[^/]+\/profile$/, (path, view) => (releaseAt(path, view)?.profiles ?? []).map((profile) => [profile])],
  [/^nodes\/[^/]+\/(enable|disable)(\/\*)?$/, (path, view) => [...listenersOf(path, view), ...linksOf(path, view)]],
  [
    /^nodes\/[^/]+\/links\/[^/]+(\/\*)?(\/to)?$/,
    (path, view) => namesOf(view.data.nodes).filter(([id]) => id !== path[1]),
  ],
];

function namesOf(entries: Readonly<Record<string, unknown>> | undefined): readonly Named[] {
  return Object.keys(entries ?? {}).map((id) => [id]);
}

/** The newest first: that is the one a new plan has. */
function releasesFor(path: readonly string[], view: View): readonly Named[] {
  const product = fieldOf(path, view, 'product');
  const summary = view.catalogue.products.find(({ id }) => id === product);
  return [...(summary?.releases ?? [])].reverse().map((version) => [version]);
}

function listenersOf(path: readonly string[], view: View): readonly Named[] {
  return (releaseAt(path, view)?.listeners ?? []).map(({ id, purpose, basePort }) => [
    id,
    basePort === null ? purpose : `${basePort}: ${purpose}`,
  ]);
}

function linksOf(path: readonly string[], view: View): readonly Named[] {
  return (releaseAt(path, view)?.links ?? []).map(({ id, to }) => [id, `to ${to}`]);
}

/** The release of the node at a path; the newest one while no version is written. */
function releaseAt(path: readonly string[], view: View): Release | undefined {
  const product = fieldOf(path, view, 'product');
  if (product === undefined) return undefined;
  const newest = view.catalogue.products.find(({ id }) => id === product)?.releases.at(-1);
  return releaseUsed(view.catalogue, product, fieldOf(path, view, 'version') ?? newest ?? '');
}

/** A field of the node at a path, of its own or of `defaults`. */
function fieldOf([root, id = '']: readonly string[], { data }: View, field: 'product' | 'version'): string | undefined {
  const own = root === 'nodes' ? data.nodes?.[id]?.[field] : undefined;
  const value: unknown = own ?? data.defaults?.[field];
  return typeof value === 'string' ? value : undefined;
}
