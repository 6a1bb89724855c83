import type { Catalogue } from '../catalogue/catalogue.js';
import { dependingOn } from '../catalogue/depending.js';
import { familyOf } from '../catalogue/recognition.js';
import { type Release, standardProfile } from '../catalogue/release.js';
import { allLiterals } from '../deployment/literals.js';
import { type Group, groupBy } from '../deployment/lookup.js';
import type { Verdict } from '../model/deployment.js';
import type { DiscoveredDeployment } from '../model/discovered.js';
import type { NamedDocument } from '../model/document.js';
import type { Evaluation } from '../model/evaluation.js';
import type { Assumption, Evidence } from '../model/evidence.js';
import type { ConfigurationTree } from '../model/fragment.js';
import { valuesRead } from '../overlay/values-read.js';
import { known } from '../values/memo.js';
import { toPointer } from '../values/paths.js';
import { evaluate } from './evaluate.js';

/** Some hundred evaluations of a deployment of ten nodes. */
const EFFORT = 60_000;

/** Nodes of one product, and the releases that the files of all of them allow. */
interface Open {
  readonly nodes: ReadonlySet<string>;
  /** By version, ascending. */
  readonly candidates: ReadonlyMap<string, Release>;
  /** The one that is assumed so far. */
  readonly assumed: Release;
}

/**
 * Evaluates a deployment in which the files leave releases open. The newest is assumed; where that brings errors that others do not have, the
 * newest of those with the fewest errors which reads as many values of the files: what was written for a release agrees with it. A wrong
 * endpoint that a release does not use stays an error, or a mistake would choose the release that hides it. Other products of the pack
 * follow. Returns undefined where no release is open on which ports or links depend.
 * @param effort listeners that may be derived to try other releases
 */
export function settleReleases(
  documents: readonly NamedDocument[],
  catalogue: Catalogue,
  effort = EFFORT,
): Evaluation | undefined {
  const groups = openIn(documents, catalogue);
  if (groups.length === 0) return undefined;
  const settling = new Settling(documents, catalogue, effort);
  const followed = new Set<Open>();
  for (const group of groups) {
    if (settling.errors === 0) break;
    const release = followed.has(group) ? undefined : settling.settle(group);
    if (release === undefined) continue;
    const others = groups.filter((other) => other !== group && !followed.has(other) && isOfPack(other, group));
    for (const other of others) if (settling.follow(other, release.version)) followed.add(other);
  }
  return settling.best;
}

/** Returns a deployment with the releases that {@link settleReleases} takes. */
export function withSettledReleases(found: DiscoveredDeployment, catalogue: Catalogue): DiscoveredDeployment {
  const [settled] = settleReleases([found], catalogue)?.documents ?? [];
  return { ...found, ...settled };
}

class Settling {
  best: Evaluation;
  /** Of the best one. */
  errors: number;
  private readonly wrong: readonly string[];
  private readonly catalogue: Catalogue;
  private left: number;

  constructor(documents: readonly NamedDocument[], catalogue: Catalogue, effort: number) {
    this.catalogue = catalogue;
    this.left = effort;
    this.best = evaluate(documents, catalogue, []);
    this.wrong = literalsWith(this.best, ['wrong']);
    this.errors = this.errorsIn(this.best);
  }

  /** Takes the release that brings the fewest errors; returns it where that is another one than the one that is assumed. */
  settle(group: Open): Release | undefined {
    const trees = treesOf(group, this.best.documents);
    const readBy = (release: Release) => trees.reduce((sum, tree) => sum + valuesRead(tree, release), 0);
    const least = readBy(group.assumed);
    let chosen: Release | undefined;
    for (const release of [...group.candidates.values()].reverse()) {
      if (this.errors === 0) return chosen;
      const isWorthIt = release !== group.assumed && readBy(release) >= least;
      if (isWorthIt && this.takes(group, release, this.errors - 1)) chosen = release;
    }
    return chosen;
  }

  /** Takes the release of another product of the pack where that brings no error. */
  follow(group: Open, version: string): boolean {
    const release = group.candidates.get(version);
    return release !== undefined && this.takes(group, release, this.errors);
  }

  /** Takes a release where that leaves at most so many errors. */
  private takes(group: Open, release: Release, errors: number): boolean {
    this.left -= Math.max(1, this.best.deployment.listeners.length);
    if (this.left < 0) return false;
    const changed = this.best.documents.map((named) => withRelease(named, group.nodes, release, this.catalogue));
    const other = evaluate(changed, this.catalogue, []);
    const left = this.errorsIn(other);
    if (left > errors) return false;
    this.best = other;
    this.errors = left;
    return true;
  }

  private errorsIn(evaluation: Evaluation): number {
    const judged = new Set(literalsWith(evaluation, ['right', 'wrong']));
    const hidden = this.wrong.filter((key) => !judged.has(key));
    return evaluation.diagnoses.filter(({ severity }) => severity === 'error').length + hidden.length;
  }
}

/** The places of endpoints with one of some verdicts. */
function literalsWith({ deployment }: Evaluation, verdicts: readonly Verdict[]): readonly string[] {
  return allLiterals(deployment)
    .filter(({ links }) => links.some(({ verdict }) => verdict && verdicts.includes(verdict)))
    .map(({ key }) => key);
}

function isOfPack({ assumed: { product: a } }: Open, { assumed: { product: b } }: Open): boolean {
  return (familyOf(a) ?? a) === (familyOf(b) ?? b);
}

function openIn(documents: readonly NamedDocument[], catalogue: Catalogue): readonly Open[] {
  const open = documents.flatMap(({ document, evidence = NO_EVIDENCE }) =>
    [...evidence].flatMap(([id, { assumed }]) =>
      assumed
        .filter(({ aspect, depending }) => aspect === 'version' && depending.length > 0)
        .map(({ candidates, value }) => ({ id, candidates, value, product: known(nodesOf(document), id).product })),
    ),
  );
  return [...groupBy(open, ({ product }) => product ?? '').values()].flatMap(asOfOneRelease).map((group) => {
    const [{ product, value }] = group;
    const releases = commonTo(group).map((version) => [version, catalogue.release(product ?? '', version)] as const);
    const byVersion = new Map(releases.filter((entry): entry is [string, Release] => entry[1] !== undefined));
    return { candidates: byVersion, assumed: known(byVersion, value), nodes: new Set(group.map(({ id }) => id)) };
  });
}

interface OpenNode {
  readonly candidates: readonly string[];
  readonly value: string;
}

/** Nodes of a product have one release where one is possible; else those whose files allow the same ones have. */
function asOfOneRelease<T extends OpenNode>(nodes: Group<T>): readonly Group<T>[] {
  const common = commonTo(nodes);
  if (nodes.every(({ value }) => common.includes(value))) return [nodes];
  return [...groupBy(nodes, ({ candidates }) => candidates.join(' ')).values()];
}

function commonTo([{ candidates }, ...others]: Group<OpenNode>): readonly string[] {
  return candidates.filter((version) => others.every((other) => other.candidates.includes(version)));
}

function nodesOf({ nodes }: NamedDocument['document']) {
  return new Map(Object.entries(nodes));
}

const NO_EVIDENCE: ReadonlyMap<string, Evidence> = new Map();

/** The files of the nodes. */
function treesOf({ nodes }: Open, documents: readonly NamedDocument[]): readonly ConfigurationTree[] {
  return documents
    .flatMap(({ configurations }) => [...(configurations ?? [])])
    .flatMap(([id, tree]) => (nodes.has(id) ? [tree] : []));
}

/** A document in which some nodes that were found in files have another release, still as an assumption. */
function withRelease(
  named: NamedDocument,
  nodes: ReadonlySet<string>,
  release: Release,
  catalogue: Catalogue,
): NamedDocument {
  const { document, evidence, origins } = named;
  if (!evidence || !origins) return named;
  const { version } = release;
  const isOpen = (id: string) => nodes.has(id) && evidence.has(id);
  const settled = (assumption: Assumption, id: string): Assumption => {
    if (assumption.aspect !== 'version') return assumption;
    const profile = document.nodes[id]?.profile ?? standardProfile(release);
    return {
      ...assumption,
      value: version,
      depending: dependingOn(release, profile, assumption.candidates, catalogue),
    };
  };
  const fields = Object.entries(document.nodes).map(([id, node]) => [id, isOpen(id) ? { ...node, version } : node]);
  const said = [...evidence].map(([id, each]): [string, Evidence] => [
    id,
    isOpen(id) ? { ...each, assumed: each.assumed.map((assumption) => settled(assumption, id)) } : each,
  ]);
  const own = [...nodes].filter(isOpen).map((id) => [toPointer(['nodes', id, 'version']), SETTLED] as const);
  return {
    ...named,
    document: { ...document, nodes: Object.fromEntries(fields) },
    origins: new Map([...origins, ...own]),
    evidence: new Map(said),
  };
}

const SETTLED = { why: 'the newest release with which the files bring the fewest errors' };
