import { inProfile, type Release } from '../catalogue/release.js';
import type { Found, Leaf, Step, Unknown } from '../model/fragment.js';
import type { Settings } from '../model/settings.js';
import { lastName } from './leaf.js';
import { leavesAt, type PlacedLeaf, writtenFile } from './setting-place.js';

/** The settings of one node, searchable by the places that the catalogue gives for its release. */
export interface NodeSettings {
  readonly release: Release;
  readonly profile: string;
  /** The roles of the node in its profile. */
  readonly roles: ReadonlySet<string>;
  readonly leaves: readonly PlacedLeaf[];
  /** The node's own host name in lower case, where its files have one. */
  readonly hostName: string | undefined;
  /** The offset in force; the shipped one where none is written or the written one is unknown. */
  readonly offset: number;
  /** Leaves at one of the places of a value, in the order of the files. */
  matching(settings: Settings): readonly PlacedLeaf[];
  /** A switch of the leaf's own section says that it is off. */
  isClosed(leaf: PlacedLeaf): boolean;
}

export function nodeSettings(base: Omit<NodeSettings, 'roles' | 'matching' | 'isClosed'>): NodeSettings {
  const { release, profile, leaves } = base;
  const closed = new Set(
    leaves.filter(closesItsSection).flatMap((leaf) => sectionOf(leaf, leaf.steps.length - 1) ?? []),
  );
  return {
    ...base,
    roles: new Set([...release.roles].filter(([, profiles]) => inProfile(profiles, profile)).map(([role]) => role)),
    matching: (settings) => leavesAt(leaves, settings),
    isClosed: (leaf) => closed.size > 0 && leaf.steps.some((_, depth) => closed.has(sectionOf(leaf, depth) ?? '')),
  };
}

/** An environment of another kind of gateway is closed as well: no node of the plan plays it. */
function closesItsSection(leaf: Leaf): boolean {
  const { steps, value } = leaf;
  if (/^false$/i.test(value)) return /^@?(enabled?|EnableAdvanceThrottling)$/i.test(lastName(leaf));
  return value !== 'Regular' && lastName(leaf) === 'gateway_type' && steps.at(-2)?.name === 'environment';
}

/** The root element of an XML file is not a section; a table of a TOML file is one. */
function isSection(container: readonly Step[], file: string): boolean {
  const [first, second] = container;
  if (file.endsWith('.toml')) return first !== undefined;
  return first !== undefined && (second !== undefined || !/^[A-Z]|config$/.test(first.name));
}

/** Names the section of a file that the first steps of a leaf lead to; undefined where they lead to none. */
function sectionOf(leaf: PlacedLeaf, depth: number): string | undefined {
  const file = writtenFile(leaf);
  const container = leaf.steps.slice(0, depth);
  return isSection(container, file)
    ? JSON.stringify([file, ...container.flatMap(({ name, index }) => [name, index])])
    : undefined;
}

/** `gateway.environment.ws_endpoint`, as people write it. */
export function writtenPlace({ steps }: Leaf): string {
  return steps
    .slice(-3)
    .map(({ name, attributes }) => attributes.name ?? name)
    .join('.');
}

/** Values that stay unknown, collected while a node is read. */
export type Unknowns = Found<Unknown>[];
