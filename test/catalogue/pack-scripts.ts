import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Release } from '../../src/catalogue/release.js';

/** Values by place, as the scripts keep them. */
export type Facts = ReadonlyMap<string, readonly string[]>;

interface PlacedFact {
  readonly place: string;
  readonly values: readonly string[];
  readonly ids?: readonly string[];
  readonly why?: string;
  readonly problem?: string;
  readonly rule?: Rule;
}

interface Change {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

interface Review {
  readonly place?: string;
  readonly profile?: string;
  readonly because: string;
}

interface Rule {
  readonly at: string | readonly string[];
  readonly is?: readonly string[];
  readonly why?: string;
}

interface Proposal {
  readonly release: Release;
  readonly changes: readonly Change[];
  readonly gone: readonly string[];
  readonly review: readonly Review[];
  readonly newTables: readonly string[];
}

interface PackScripts {
  readonly readPack: (folders: readonly string[]) => object;
  readonly factsOf: (pack: object) => Facts;
  readonly placed: (facts: Facts, release: Release, rules: readonly Rule[]) => readonly PlacedFact[];
  readonly proposed: (
    base: {
      readonly release: Release;
      readonly facts: Facts;
      readonly texts?: ReadonlyMap<string, string>;
      readonly tables?: readonly string[];
    },
    version: string,
    pack: { readonly facts: Facts; readonly profiles?: readonly string[]; readonly tables?: readonly string[] },
    rules: readonly Rule[],
  ) => Proposal;
  readonly distributed: (
    release: Release,
    parts: Readonly<Record<string, string>>,
    opens?: (id: string, profile: string) => boolean | undefined,
  ) => Release;
  readonly openedIn: (
    features: Facts,
    openedBy: Readonly<Record<string, readonly string[]>>,
  ) => (id: string, profile: string) => boolean | undefined;
  readonly replayed: (
    decided: (id: string, version: string) => Release,
    rules: readonly Rule[],
    openedBy: Readonly<Record<string, readonly string[]>>,
  ) => Iterable<Proposal & { readonly id: string; readonly version: string }>;
  readonly sameFields: (
    one: Release,
    other: Release,
    ids?: ReadonlySet<string>,
  ) => { readonly all: number; readonly same: number };
  readonly otherDefaults: (sources: object, complete: object, release: string) => readonly string[];
  readonly completeFolder: string;
  readonly storedProducts: (folder?: string) => readonly string[];
  readonly readStored: (
    product: string,
    folder?: string,
  ) => {
    readonly sources: readonly string[];
    readonly releases: ReadonlyMap<string, Facts>;
    readonly profiles: ReadonlyMap<string, readonly string[]>;
    /** By release and feature the profiles that have it. */
    readonly features: ReadonlyMap<string, Facts>;
  };
}

/** The scripts are plain JavaScript; their comments say what is cast here. */
const modules = await Promise.all(
  ['read', 'facts', 'place', 'propose', 'profiles', 'replay', 'store', 'tie'].map(
    (name) => import(/* @vite-ignore */ new URL(`../../scripts/pack/${name}.mjs`, import.meta.url).href),
  ),
);

export const scripts = Object.assign({}, ...modules) as PackScripts;

/** The listeners that each feature opens. */
export const openedBy = parse(
  readFileSync(new URL('../../scripts/pack/features.yaml', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

export const rules = parse(
  readFileSync(new URL('../../scripts/pack/places.yaml', import.meta.url), 'utf8'),
) as readonly Rule[];
