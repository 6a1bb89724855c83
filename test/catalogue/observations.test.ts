import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inProfile, releaseOf, standardProfile } from '../../src/catalogue/release.js';
import { effectivePort } from '../../src/values/ports.js';
import { readProducts } from './product-files.js';

/** Listeners of one server, as one source saw them. */
interface Sighting {
  readonly product: string;
  readonly release: string;
  /** The default profile when absent. */
  readonly profile?: string;
  readonly offset: number;
  readonly seen: string;
  readonly source: string;
  readonly note?: string;
  /** Ports by listener, 1-65535. */
  readonly opens?: Readonly<Record<string, number>>;
  readonly not?: readonly string[];
  readonly any?: readonly string[];
  readonly loopback?: readonly string[];
  readonly address?: readonly string[];
  /** Reasons by listener. */
  readonly unless?: Readonly<Record<string, string>>;
}

const text = readFileSync(new URL('observations.yaml', import.meta.url), 'utf8');
// written by hand next to this test; a missing key shows up as a listener that disagrees
const sightings = parse(text) as readonly Sighting[];
const products = new Map(readProducts().map(({ product }) => [product.id, product]));

/** What the catalogue says of a listener at the offset of a sighting; undefined where it says that none is open. */
function expectedOf(sighting: Sighting, id: string): { readonly port: number; readonly bind: string } | undefined {
  const product = products.get(sighting.product);
  if (!product?.releases.includes(sighting.release)) return undefined;
  const release = releaseOf(product, sighting.release);
  const listener = release.listeners.find((one) => one.id === id);
  const isOpen =
    listener?.enabled === true && inProfile(listener.profiles, sighting.profile ?? standardProfile(release));
  const effective =
    isOpen && effectivePort({ ...listener, configured: undefined, offset: sighting.offset, shipped: true });
  return effective ? { port: effective.port, bind: listener.bind } : undefined;
}

/** The listeners of a sighting of which the catalogue says something else, with both. */
function disagreements(sighting: Sighting): readonly string[] {
  const { opens = {}, not: closed = [], any = [], loopback = [] } = sighting;
  const wrongPort = Object.entries(opens).flatMap(([id, port]) => {
    const expected = expectedOf(sighting, id)?.port;
    return expected === port ? [] : [id];
  });
  const wrongBind = [
    ...any.filter((id) => expectedOf(sighting, id)?.bind === 'loopback'),
    ...loopback.filter((id) => expectedOf(sighting, id)?.bind !== 'loopback'),
  ];
  return [...wrongPort, ...wrongBind, ...closed.filter((id) => expectedOf(sighting, id) !== undefined)];
}

const count = (list: readonly Sighting[]) =>
  list.reduce((sum, { opens = {}, not: closed = [] }) => sum + Object.keys(opens).length + closed.length, 0);

describe('what others saw servers open', () => {
  it.each(sightings)('$product $release at offset $offset, $source ($seen)', (sighting) => {
    expect([...new Set(disagreements(sighting))]).toEqual(Object.keys(sighting.unless ?? {}));
  });

  it('is 168 sightings of listeners, three of which the catalogue contradicts with a reason', () => {
    expect(count(sightings)).toBe(168);
    const reasons = sightings.flatMap(({ unless = {} }) => Object.values(unless));
    expect([reasons.length, reasons.every((reason) => reason.length > 20)]).toEqual([3, true]);
  });

  it('names the releases that the catalogue lists', () => {
    const unknown = sightings.filter(({ product, release }) => !products.get(product)?.releases.includes(release));
    expect(unknown.map(({ product, release }) => `${product} ${release}`)).toEqual([]);
  });
});
