import type { Catalogue, ProductSummary } from '../catalogue/catalogue.js';
import { familyOf, isGeneric, runtimesOf } from '../catalogue/recognition.js';
import { headOf, type Release, type ReleaseHead } from '../catalogue/release.js';
import { isUnknown, RANKS } from '../configuration/format.js';
import { offsetIn } from '../configuration/reading.js';
import type { Ranked, Reason } from '../configuration/reason.js';
import type { Format } from '../model/fragment.js';
import { entryOf, memo } from '../values/memo.js';
import { posix } from '../values/posix.js';
import { hintsOf } from './hints.js';
import type { IdentifiedNode } from './identified.js';
import type { FoundNode } from './nodes.js';
import { profileNamed } from './profile.js';

/** The products and releases that a node's files and relatives allow. */
export interface Relatives {
  /** The likeliest first. */
  readonly products: readonly Reason[];
  /** Releases of the likeliest product that fit the files, ascending. */
  readonly releases: readonly string[];
  /** The release of another node of the same pack. */
  readonly releaseOfSibling?: Reason;
}

/** A node of which something is open, and what is known around it. */
export interface OpenNode {
  readonly node: FoundNode;
  /** Products that something names. */
  readonly named: readonly Ranked[];
  readonly siblings: readonly IdentifiedNode[];
  readonly catalogue: Catalogue;
  /** Whether something names one of some releases of a product. */
  readonly saysRelease: (product: string, releases: readonly string[]) => boolean;
}

/** Weighs the products that a node can be: what names it, its profile, the offset it ships with, and the packs of the other nodes. */
export function relativesOf(open: OpenNode): Relatives {
  const { node, named, siblings, catalogue } = open;
  const fitting = candidatesOf(catalogue)(modelOf(node));
  const packs = new Set(siblings.flatMap(({ identity }) => familyOf(identity.product.value) ?? []));
  const weighed = fitting
    .map((candidate) => ({ ...candidate, weight: weightOf(candidate, open, packs) }))
    .sort((a, b) => b.weight - a.weight);
  const [best] = weighed;
  if (!best) return { products: [], releases: [] };
  const equal = weighed.filter(({ weight }) => weight === best.weight);
  const releaseOfSibling = siblingRelease(best.id, siblings, catalogue);
  return {
    products: equal.map(({ id }) => named.find(({ value }) => value === id) ?? { value: id, why: 'assumed' }),
    releases: releasesWithProfiles(best, profilesSaid(node)),
    ...(releaseOfSibling ? { releaseOfSibling } : {}),
  };
}

interface Candidate {
  readonly id: string;
  readonly product: ProductSummary;
  readonly releases: readonly string[];
  /** Of the newest of the releases. */
  readonly newest: ReleaseHead;
}

/** The products of a catalogue with their releases that are configured by the files of a model; all where the model is not known. */
const candidatesOf = memo((catalogue: Catalogue) => {
  const byModel = new Map<Format['model'], readonly Candidate[]>();
  return (model: Format['model']) =>
    entryOf(byModel, model, () => catalogue.products.flatMap((product) => candidate(product, model)));
});

function candidate(product: ProductSummary, model: Format['model']): readonly Candidate[] {
  if (isGeneric(product.id)) return [];
  const releases = product.releases.filter(
    (release) => model === undefined || headOf(product, release).configModel === model,
  );
  const newest = releases.at(-1);
  return newest === undefined ? [] : [{ id: product.id, product, releases, newest: headOf(product, newest) }];
}

/** How much it counts that something names a product, by the kind of evidence. */
const NAMED: Readonly<Record<number, number>> = {
  [RANKS.option]: 20,
  [RANKS.image]: 8,
  [RANKS.chart]: 7,
  [RANKS.layout]: 3,
  [RANKS.file]: 3,
  [RANKS.path]: 3,
  [RANKS.section]: 2,
};

function weightOf(
  { id, releases, newest }: Candidate,
  { node, named, catalogue, saysRelease }: OpenNode,
  packs: ReadonlySet<string>,
): number {
  const family = familyOf(id);
  const name = named.find(({ value }) => value === id);
  const runsProfile = profilesSaid(node).some((profile) => profileNamed(newest.profiles, profile) !== undefined);
  const offset = offsetIn(node.fragments)?.value;
  const shipsOffset = offset !== undefined && !isUnknown(offset) && offset === newest.defaultOffset;
  const runtimes = family === undefined ? [] : runtimesOf(family);
  const isCalled = runtimes.some((runtime) => runtime.id === id && runtime.names.includes(node.name));
  // Where files of a model are there, the product was chosen by that.
  const release = modelOf(node) === undefined ? catalogue.release(id, releases.at(-1) ?? '') : undefined;
  const isReader = release !== undefined && readsFiles(release, node);
  return (
    (NAMED[name?.rank ?? 0] ?? 0) +
    (family !== undefined && packs.has(family) ? 3 : 0) +
    (runsProfile ? 4 : 0) +
    (isCalled ? 2 : 0) +
    (isReader ? 1 : 0) +
    (shipsOffset ? 1 : 0) +
    (saysRelease(id, releases) ? 1 : 0)
  );
}

function profilesSaid(node: FoundNode): readonly string[] {
  return hintsOf(node).flatMap(({ aspect, value }) => (aspect === 'profile' ? [value.replace(/-default$/, '')] : []));
}

/** The releases that have the profiles which are said; all, where none has them: then the name is misspelt. */
function releasesWithProfiles({ product, releases }: Candidate, profiles: readonly string[]): readonly string[] {
  const having = releases.filter((release) => {
    const head = headOf(product, release);
    return profiles.every((profile) => profileNamed(head.profiles, profile) !== undefined);
  });
  return having.length > 0 ? having : releases;
}

/** Whether a port or an end of a link of a release is in a file that the node has. */
function readsFiles({ listeners, links, selfReferences }: Release, { fragments }: FoundNode): boolean {
  const names = new Set(fragments.map(({ file }) => posix.basename(file)));
  const places = [...listeners, ...links, ...selfReferences].flatMap(({ settings: { xml, yaml } }) =>
    [xml ?? [], yaml ?? []].flat(2),
  );
  return places.some(({ file }) => file !== undefined && names.has(posix.basename(file)));
}

/** How the node is configured, by its files; a deployment.toml beside the XML made from it decides. */
function modelOf({ fragments }: FoundNode): Format['model'] {
  const models = fragments.flatMap(({ format }) => format.model ?? []);
  return (['toml', 'yaml', 'xml'] as const).find((model) => models.includes(model));
}

/** A node of the same product or pack has the same release, as far as the product has it. */
function siblingRelease(
  product: string,
  siblings: readonly IdentifiedNode[],
  catalogue: Catalogue,
): Reason | undefined {
  const family = familyOf(product);
  const relatives = siblings.filter(
    ({ identity }) =>
      identity.product.value === product || (family !== undefined && familyOf(identity.product.value) === family),
  );
  // An assumption about another node is no evidence for this one.
  const stated = relatives.filter(({ identity }) => identity.assumed.every(({ aspect }) => aspect !== 'version'));
  const relative = stated.find(({ identity }) => catalogue.release(product, identity.version.value) !== undefined);
  return relative && { ...relative.identity.version, why: `the release of ${relative.node.id}` };
}
