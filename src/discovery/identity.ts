import { type Catalogue, isListed, releaseUsed } from '../catalogue/catalogue.js';
import { dependingOn } from '../catalogue/depending.js';
import { productWith, runtimesOf } from '../catalogue/recognition.js';
import { standardProfile } from '../catalogue/release.js';
import { RANKS } from '../configuration/format.js';
import { byRank, type Ranked, type Reason } from '../configuration/reason.js';
import type { Assumption } from '../model/evidence.js';
import type { UnreadPlace } from '../model/fragment.js';
import { START } from '../values/lines.js';
import { contradictionsIn } from './contradictions.js';
import { type Answers, answered, answerFor, hintsOf, ranked } from './hints.js';
import type { IdentifiedNode, Identity } from './identified.js';
import type { FoundNode } from './nodes.js';
import { pathProducts } from './path-hints.js';
import { profileOf } from './profile.js';
import { relativesOf } from './relatives.js';
import { isRelated, releaseOf, releasesSaid } from './release-evidence.js';

interface IdentifiedNodes {
  readonly identified: readonly IdentifiedNode[];
  /** Nodes that may be of several products which are no relatives. */
  readonly open: readonly FoundNode[];
}

interface Known {
  readonly catalogue: Catalogue;
  readonly answers: Answers;
}

/**
 * Decides product, release and profile of the nodes of one deployment by what their files, images, folders and the command line say. What
 * they leave open is taken from their relatives among the nodes, else it is assumed.
 */
export function identifyNodes(nodes: readonly FoundNode[], catalogue: Catalogue, answers: Answers): IdentifiedNodes {
  const known: Known = { catalogue, answers };
  const stated = new Map(nodes.map((node) => [node, statedIdentity(node, known)]));
  const identified = new Map<FoundNode, IdentifiedNode>();
  for (const [node, identity] of stated) if (identity) identified.set(node, { node, identity });
  const open = nodes.filter((node) => !identified.has(node));
  const profiled = (node: FoundNode) => hintsOf(node).some(({ aspect }) => aspect === 'profile');
  // A node that names its profile is known better than one that does not, and shows its pack.
  for (const node of [...open.filter(profiled), ...open.filter((other) => !profiled(other))]) {
    const identity = assumedIdentity(node, [...identified.values()], known);
    if (identity) identified.set(node, { node, identity });
  }
  return {
    identified: nodes.flatMap((node) => identified.get(node) ?? []),
    open: nodes.filter((node) => !identified.has(node)),
  };
}

/** Says which nodes are left out, as nothing says their product. */
export function unreadNodes(open: readonly FoundNode[]): UnreadPlace[] {
  const kind = 'nodes of which nothing says the product; --product <node>=<product> does';
  return open.map(({ id, fragments: [first], service }) => ({
    kind,
    what: id,
    file: first?.file ?? service?.file ?? '',
    range: service?.range ?? START,
  }));
}

/** The facts that files and answers alone decide. */
function statedIdentity(node: FoundNode, known: Known): Identity | undefined {
  for (const candidate of productsSaid(node, known.answers)) {
    const ids = refined(candidate.value, node, known);
    for (const id of ids) {
      const version = releaseOf(id, releasesSaid(node, id, known.answers), known.catalogue);
      // A weak hint, and a release that its product never had, say nothing.
      if (version && (isListed(known.catalogue, id, version.value) || candidate.rank >= RANKS.file))
        return identityOf(node, { ...candidate, value: id }, version, [], known);
    }
    // The best product is known and its release is not: weaker evidence would only hide that.
    if (ids.length > 0) return undefined;
  }
  return undefined;
}

function productsSaid(node: FoundNode, { product }: Answers): readonly Ranked[] {
  const said = ranked(hintsOf(node), 'product');
  const strong = said.filter(({ rank }) => rank >= RANKS.file);
  return [
    ...answered(product, [node.id], '--product', true),
    ...strong,
    ...answered(product, [], '--product', false),
    ...[...said.filter((hint) => !strong.includes(hint)), ...pathProducts(node)].sort(byRank),
  ];
}

/** A family of runtimes (`wso2ei`) is refined by what the node is called; `a|b` is tried in that order. */
function refined(product: string, node: FoundNode, { catalogue, answers }: Known): string[] {
  const listed = catalogue.products.map(({ id }) => id);
  const formats = node.fragments.map(({ format }) => format.id);
  const withItsFiles = (id: string): string[] => {
    const other = productWith(id, formats);
    if (other === undefined) return [id];
    const said = releasesSaid(node, other, answers);
    return said.length === 0 || said.some(({ value }) => isListed(catalogue, other, value)) ? [other] : [id];
  };
  return product.split('|').flatMap((id, index, all) => {
    const ids = [...runtimesNamed(id, node), ...withItsFiles(id)].filter((other) => listed.includes(other));
    // The first of several names is only meant at a release that it has.
    if (index === all.length - 1) return ids;
    return ids.filter((other) =>
      releasesSaid(node, other, answers).some(({ value }) => isListed(catalogue, other, value)),
    );
  });
}

/** The runtimes of a family that the names of a node contain, the longest first. */
function runtimesNamed(family: string, { name, origin, service }: FoundNode): string[] {
  const words = `${name} ${origin.replace(/^.*\//, '')} ${service?.image ?? ''}`.toLowerCase().replaceAll('_', '-');
  return runtimesOf(family)
    .filter(({ names }) => names.some((text) => text.split('-').every((word) => words.includes(word))))
    .map(({ id }) => id)
    .sort((a, b) => b.length - a.length);
}

/** A fact that is not written is taken from relatives among the nodes, else from the newest release that fits the files. */
function assumedIdentity(node: FoundNode, siblings: readonly IdentifiedNode[], known: Known): Identity | undefined {
  const { catalogue, answers } = known;
  const said = productsSaid(node, answers);
  const named = said.flatMap((candidate) =>
    refined(candidate.value, node, known).map((id) => ({ ...candidate, value: id })),
  );
  const saysRelease = (id: string, releases: readonly string[]) =>
    releasesSaid(node, id, answers).some(({ value }) => releases.includes(value));
  const candidates = relativesOf({ node, named, siblings, catalogue, saysRelease });
  const [product] = candidates.products;
  const { releases } = candidates;
  const newest = releases.at(-1);
  if (!product || newest === undefined) return undefined;
  // One of many products would be invented, with its ports.
  const isGuess = product.why === ASSUMED && !candidates.products.every(({ value }) => isRelated(value, product.value));
  if (isGuess) return undefined;
  const stated = releaseOf(product.value, releasesSaid(node, product.value, answers), catalogue);
  const version = stated ?? candidates.releaseOfSibling;
  const taken: Reason = version ?? { value: newest, why: 'the newest release that the files allow' };
  const open: Assumption[] = [];
  if (candidates.products.length > 1 && product.why === ASSUMED)
    open.push(
      assumption(
        'product',
        product.value,
        candidates.products.map(({ value }) => value),
        node,
      ),
    );
  if (!version && releases.length > 1) open.push(assumption('version', taken.value, releases, node));
  return identityOf(node, product, taken, open, known);
}

const ASSUMED = 'assumed';

function assumption(
  aspect: Assumption['aspect'],
  value: string,
  candidates: readonly string[],
  { id }: FoundNode,
): Assumption {
  return { aspect, value, candidates, depending: [], answer: `--${aspect} ${id}=${value}` };
}

function identityOf(
  node: FoundNode,
  product: Reason,
  version: Reason,
  open: readonly Assumption[],
  { catalogue, answers }: Known,
): Identity | undefined {
  const release = releaseUsed(catalogue, product.value, version.value);
  if (!release) return undefined;
  const { rank: _, ...reason } = { rank: 0, ...product };
  const given = answerFor(answers.profile, [node.id, product.value], '--profile');
  const profile = profileOf(node, release, [...(given ? [given] : []), ...ranked(hintsOf(node), 'profile')]);
  const inForce = profile?.value ?? standardProfile(release);
  return {
    product: reason,
    version,
    release,
    ...(profile ? { profile } : {}),
    assumed: open.map((entry) => ({
      ...entry,
      depending: entry.aspect === 'version' ? dependingOn(release, inForce, entry.candidates, catalogue) : [],
    })),
    contradictions: contradictionsIn(
      node,
      { product: reason, version, ...(profile ? { profile } : {}) },
      release,
      catalogue,
    ),
  };
}
