import type { Catalogue } from '../catalogue/catalogue.js';
import { RANKS } from '../configuration/format.js';
import type { Ranked, Reason } from '../configuration/reason.js';
import { isSameMajor, isVersion } from '../values/versions.js';
import { type Answers, answered, hintsOf, ranked } from './hints.js';
import type { FoundNode } from './nodes.js';
import { ownPathVersions, pathVersions } from './path-hints.js';

/** Returns what is said of the release of a node, if it is a product: the best first. */
export function releasesSaid(node: FoundNode, product: string, answers: Answers): readonly Ranked[] {
  const hints = hintsOf(node);
  const inFiles = ranked(hints, 'version').filter((version) => isOf(version, product, node));
  const strong = ({ rank }: Ranked) => rank >= RANKS.file;
  return [
    ...answered(answers.version, [node.id], '--version', true),
    ...inFiles.filter(strong),
    ...ownPathVersions(node),
    // Statements of files are not gaps: an answer for a product or for all nodes fills only gaps.
    ...answered(answers.version, [product], '--version', true),
    ...answered(answers.version, [], '--version', false).map((answer) => ({ ...answer, rank: RANKS.path })),
    ...inFiles.filter((hint) => !strong(hint)),
    ...pathVersions(node),
  ];
}

/** The number beside another product's name is that product's: the broker in a pack says 3.2.0, its pack is 6.1.1. */
function isOf(version: Ranked, product: string, { fragments }: FoundNode): boolean {
  const beside = fragments
    .filter(({ file }) => file === version.file)
    .flatMap(({ hints }) => hints)
    .filter(({ aspect, rank }) => aspect === 'product' && rank === 'file')
    .flatMap(({ value }) => value.split('|'));
  return beside.length === 0 || beside.some((other) => isRelated(other, product));
}

/** Two runtimes of one pack, a pack and its runtime, or distributions of one product. */
export function isRelated(a: string, b: string): boolean {
  const start = (id: string) => id.split('-', 1)[0];
  return start(a) === start(b);
}

/** Returns the first of some candidates that the product has, or that is older or newer than everything the catalogue lists. */
export function releaseOf(product: string, candidates: readonly Ranked[], catalogue: Catalogue): Reason | undefined {
  const releases = catalogue.product(product)?.releases ?? [];
  for (const { rank, ...candidate } of candidates) {
    const meant = catalogue.meant(product, candidate.value);
    if (meant.is === 'unreadable' || meant.is === 'open') continue;
    if ('release' in meant && !isVersion(candidate.value))
      return { ...candidate, value: meant.release, why: `${candidate.why}, newest release of ${candidate.value}` };
    // An answer for all nodes, or a folder's name, may mean the release of another product.
    if (rank >= RANKS.file || releases.some((release) => isSameMajor(release, candidate.value))) return candidate;
  }
  return undefined;
}
