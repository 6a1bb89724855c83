import type { Path, Position, Range } from '../model/finding.js';
import { isBefore } from '../values/lines.js';
import type { View } from './view.js';

/** A place where a host or a node is named. */
export interface Occurrence {
  readonly kind: 'host' | 'node';
  readonly name: string;
  readonly range: Range;
  /** The key under `hosts` or `nodes`, and not a value that refers to it. */
  readonly isDefinition: boolean;
}

/** Every place in the text where a host or a node is named. */
export function occurrencesIn({ source }: View): readonly Occurrence[] {
  if (!source) return [];
  return [...namesIn(source.data)].map(({ kind, name, path, isDefinition }) => ({
    kind,
    name,
    isDefinition,
    range: source.locate(path, isDefinition ? 'key' : 'value'),
  }));
}

/** Returns the name at a position (1-based), with every place of the same name; undefined where there is none. */
export function namedAt(view: View, position: Position): NamedThere | undefined {
  const all = occurrencesIn(view);
  const here = all.find(({ range: { start, end } }) => !isBefore(position, start) && !isBefore(end, position));
  return here && { here, all: all.filter(({ kind, name }) => kind === here.kind && name === here.name) };
}

/** A place that names something, and all that name it. */
export interface NamedThere {
  readonly here: Occurrence;
  readonly all: readonly Occurrence[];
}

interface Named extends Omit<Occurrence, 'range'> {
  readonly path: Path;
}

function* namesIn(data: unknown): Iterable<Named> {
  for (const [id, host] of entries(at(data, 'hosts'))) {
    yield { kind: 'host', name: id, path: ['hosts', id], isDefinition: true };
    yield* reference('host', at(host, 'on'), ['hosts', id, 'on']);
    for (const [index, forward] of list(at(host, 'forwards')).entries())
      for (const [place, to] of oneOrMany(at(forward, 'to')))
        yield* reference('node', at(to, 'node') ?? to, [
          ...['hosts', id, 'forwards', index, 'to', ...place],
          ...(at(to, 'node') === undefined ? [] : ['node']),
        ]);
  }
  for (const [id, node] of entries(at(data, 'nodes'))) {
    yield { kind: 'node', name: id, path: ['nodes', id], isDefinition: true };
    yield* reference('host', at(node, 'host'), ['nodes', id, 'host']);
    yield* linksOf(at(node, 'links'), ['nodes', id, 'links']);
  }
  yield* linksOf(at(at(data, 'defaults'), 'links'), ['defaults', 'links']);
  for (const [index, entry] of list(at(data, 'ignore')).entries()) {
    yield* reference('node', at(entry, 'node'), ['ignore', index, 'node']);
    yield* reference('host', at(entry, 'host'), ['ignore', index, 'host']);
  }
}

function* linksOf(links: unknown, path: Path): Iterable<Named> {
  for (const [id, link] of entries(links))
    for (const [place, end] of oneOrMany(link))
      if (typeof end === 'string') yield* reference('node', end, [...path, id, ...place]);
      else yield* reference('node', at(end, 'to'), [...path, id, ...place, 'to']);
}

function* reference(kind: 'host' | 'node', name: unknown, path: Path): Iterable<Named> {
  if (typeof name === 'string') yield { kind, name, path, isDefinition: false };
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value or the values of a list, each with the steps that lead to it. */
function oneOrMany(value: unknown): readonly (readonly [Path, unknown])[] {
  return Array.isArray(value) ? value.map((each, index) => [[index], each]) : [[[], value]];
}
