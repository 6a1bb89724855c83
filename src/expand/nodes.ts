import {
  type Catalogue,
  misspeltRelease,
  releasesWith,
  releasesWithProfile,
  whyNoRelease,
} from '../catalogue/catalogue.js';
import { productsMeant } from '../catalogue/recognition.js';
import { inProfile, type Release, standardProfile } from '../catalogue/release.js';
import { settingPlace, sourceOf } from '../catalogue/settings.js';
import type { SettingPlace } from '../model/deployment.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { ProductFile } from '../model/product.js';
import type { Settings } from '../model/settings.js';
import type { NodePlan, Reference } from '../model/topology.js';
import { abbreviated, nearest } from '../values/did-you-mean.js';
import { entryOf, memo } from '../values/memo.js';
import { canonical, type Names, namesOf } from './names.js';
import { unknownReference } from './reference.js';

/** A node whose product, release and profile are known. */
export interface ResolvedNode {
  readonly plan: NodePlan;
  readonly release: Release;
  /** Why the release is not the version as written. */
  readonly assumed?: 'nearest' | 'newest';
  readonly names: Names;
  readonly profile: string;
  /** The release has the profile; a node with another one plays no role. */
  readonly hasProfile: boolean;
  readonly roles: readonly string[];
  /** Canonical ids. */
  readonly enabled: ReadonlySet<string>;
  readonly disabled: ReadonlySet<string>;
}

/** Resolves what a node says of itself; undefined, with problems, where it names a product or release that does not exist. */
export function resolveNode(
  plan: NodePlan,
  catalogue: Catalogue,
  problems: ReferenceProblem[],
): ResolvedNode | undefined {
  const found = releaseOfNode(plan, catalogue, problems);
  if (!found) return undefined;
  const { file, ...decided } = found;
  const { release } = decided;
  const names = namesOf(release);
  const profile = profileOf(plan, release, file, problems);
  const hasProfile = plan.profile === undefined || plan.profile.id === profile;
  const resolver = { plan, release, names, file, problems };
  for (const { id, place } of plan.ports)
    if (!names.listeners.has(id) && !names.selfReferences.has(id))
      problems.push(
        unknownName(resolver, 'listener', { id, place }, [...names.listeners.keys(), ...names.selfReferences.keys()]),
      );
  for (const { id, place } of plan.links)
    if (!names.links.has(id)) problems.push(unknownName(resolver, 'link', { id, place }, [...names.links.keys()]));
  return {
    plan,
    ...decided,
    names,
    profile,
    hasProfile,
    roles: hasProfile ? rolesOf(release, profile) : [],
    enabled: canonicalSet(resolver, plan.enable),
    disabled: canonicalSet(resolver, plan.disable),
  };
}

const rolesByProfile = memo((_: Release) => new Map<string, readonly string[]>());

function rolesOf(release: Release, profile: string): readonly string[] {
  return entryOf(rolesByProfile(release), profile, () =>
    [...release.roles].filter(([, profiles]) => inProfile(profiles, profile)).map(([role]) => role),
  );
}

interface Resolver {
  readonly plan: NodePlan;
  readonly release: Release;
  readonly names: Names;
  readonly file: ProductFile;
  readonly problems: ReferenceProblem[];
}

function releaseOfNode(
  plan: NodePlan,
  catalogue: Catalogue,
  problems: ReferenceProblem[],
): (Pick<ResolvedNode, 'release' | 'assumed'> & Pick<Resolver, 'file'>) | undefined {
  const { product, version } = plan;
  // A missing product or version has been reported already.
  if (product.id === '' || version.id === '') return undefined;
  const by = `node ${plan.id}`;
  const file = catalogue.product(product.id);
  if (!file) {
    const meant = productsMeant(
      product.id,
      catalogue.products.map(({ id }) => id),
    );
    problems.push(
      unknownReference({
        ...{ kind: 'product', name: product.id, place: product.place, by, node: plan.id },
        // Ids that are alike are other products: only what the name is known to mean is suggested.
        ...(meant.length > 0 ? { meant } : { reason: '`wso2-topology catalog` lists the products' }),
      }),
    );
    return undefined;
  }
  const meant = catalogue.meant(product.id, version.id);
  if ('release' in meant) {
    const release = catalogue.release(product.id, meant.release);
    return release && { file, release, ...(meant.is === 'listed' ? {} : { assumed: meant.is }) };
  }
  const slip = misspeltRelease(file.releases, version.id, meant);
  problems.push(
    unknownReference({
      ...{ kind: 'version', name: version.id, place: version.place, by, node: plan.id },
      ...(slip === undefined ? { reason: whyNoRelease(file, meant) } : { meant: [slip] }),
    }),
  );
  return undefined;
}

function profileOf(plan: NodePlan, release: Release, file: ProductFile, problems: ReferenceProblem[]): string {
  const standard = standardProfile(release);
  if (!plan.profile || release.profiles.includes(plan.profile.id)) return plan.profile?.id ?? standard;
  const { id, place } = plan.profile;
  const elsewhere = releasesWithProfile(file, id);
  const legal = `${release.product} ${release.version} has ${release.profiles.join(', ')}`;
  problems.push(
    unknownReference({
      ...{ kind: 'profile', name: id, place, by: `node ${plan.id}`, node: plan.id },
      // The name of another release is not a slip.
      ...(elsewhere.length > 0 ? {} : namesMeant(id, release.profiles)),
      reason: elsewhere.length > 0 ? `${legal}; ${id} is a profile of ${elsewhere.join(', ')}` : legal,
    }),
  );
  return standard;
}

/** The legal names that an unknown one means: misspelt, or a part of them. */
function namesMeant(name: string, legal: readonly string[]): { legal: readonly string[]; meant?: readonly string[] } {
  return nearest(name, legal) === undefined ? { legal, meant: abbreviated(name, legal) } : { legal };
}

function canonicalSet(resolver: Resolver, references: readonly Reference[]): ReadonlySet<string> {
  if (references.length === 0) return NONE;
  const ids = new Set<string>();
  for (const reference of references) {
    const id = canonical(resolver.names, reference.id);
    if (id === undefined) resolver.problems.push(unknownName(resolver, 'listener', reference, resolver.names.all));
    else ids.add(id);
  }
  return ids;
}

const NONE: ReadonlySet<string> = new Set();

function unknownName(
  resolver: Resolver,
  kind: 'listener' | 'link',
  { id, place }: Reference,
  legal: readonly string[],
): ReferenceProblem {
  const { plan, release, file } = resolver;
  const elsewhere = releasesWith(file, id);
  const named = { kind, name: id, place, by: `node ${plan.id}`, node: plan.id };
  const called = `${release.product} ${release.version}`;
  if (elsewhere.length > 0)
    return unknownReference({
      ...named,
      reason: `${called} does not have it, only ${elsewhere.join(', ')}`,
    });
  const found = namesMeant(
    id,
    legal.filter((each) => canonical(resolver.names, each) === each),
  );
  const isFound = found.meant === undefined || found.meant.length > 0;
  return unknownReference({
    ...named,
    ...found,
    ...(isFound ? {} : { reason: `\`wso2-topology catalog ${called}\` lists them` }),
  });
}

/** Places of settings, rendered for a release once for each of its values. */
const placesOf = memo((release: Release) =>
  memo((settings: Settings) => ({ place: settingPlace(sourceOf(release, settings), release) })),
);

/** Returns where a person edits one of the release's values; for a derived one, the value it is derived from. */
export function placeOfSetting(release: Release, settings: Settings): SettingPlace | undefined {
  return placesOf(release)(settings).place;
}
