import { type Catalogue, releaseUsed } from '../catalogue/catalogue.js';
import { type Release, standardProfile } from '../catalogue/release.js';
import { isUnknown } from '../configuration/format.js';
import { fragmentsInForce, type NodeReading, readNode } from '../configuration/reading.js';
import { namesOf } from '../expand/names.js';
import type { ConfiguredValue, Drift } from '../model/configured.js';
import type { NamedDocument } from '../model/document.js';
import type { Evidence } from '../model/evidence.js';
import type { ConfigurationTree, Found, Unknown } from '../model/fragment.js';
import type { ReferenceProblem, SyntaxProblem } from '../model/problems.js';
import type { HostPlan, NodePlan, Plan } from '../model/topology.js';
import { START } from '../values/lines.js';
import { entryOf, memo } from '../values/memo.js';
import type { OverlayContext } from './context.js';
import { mergedDials } from './dials.js';
import { mergedLinks } from './links.js';
import { mergedOffset } from './offset.js';
import { mergedOwnUrls } from './own-urls.js';
import { mergedPorts } from './ports.js';
import { faultProblems, unknownProblems, unreadProblem } from './problems.js';
import { mergedSwitches } from './switches.js';
import { versionDrifts } from './version.js';

export interface WithConfigurations {
  readonly plan: Plan;
  /** Files that cannot be read, and values that are not known. */
  readonly problems: readonly ReferenceProblem[];
  /** Files that cannot be understood. */
  readonly faults: readonly SyntaxProblem[];
}

/**
 * Puts what the configuration files of nodes say into the plan, as if the topology said it. Where both say something, the file is what the
 * node starts with; a topology that says something else has drifted. Plans without such nodes stay as they are.
 */
export function withConfigurations(
  plan: Plan,
  documents: readonly NamedDocument[],
  catalogue: Catalogue,
): WithConfigurations {
  const isRead = ({ configurations }: NamedDocument) => configurations !== undefined && configurations.size > 0;
  if (plan.nodes.every(({ config }) => config === undefined) && !documents.some(isRead))
    return { plan, problems: [], faults: [] };
  const known = catalogue.with(plan.products);
  const problems: ReferenceProblem[] = [];
  const faults: SyntaxProblem[] = [];
  const nodes = plan.nodes.map((node) => {
    const document = documents.find(({ file }) => file === node.place.file);
    const tree = document?.configurations?.get(node.id);
    if (!node.config && !tree) return node;
    for (const reason of tree?.unread ?? ['its files were not given']) problems.push(unreadProblem(node, reason));
    if (!tree || tree.fragments.length === 0) return node;
    faults.push(...faultProblems(node, fragmentsInForce(tree.fragments)));
    const release = releaseOf(node, known);
    if (!release) return node;
    const changes = document?.changes?.get(node.id) ?? NO_CHANGES;
    const evidence = document?.evidence?.get(node.id);
    const merged = configured(node, tree, release, changes, problems, plan.hosts, evidence !== undefined);
    // Files that contradict each other are not a drift from a topology.
    return evidence
      ? { ...merged, evidence }
      : { ...merged, evidence: evidenceOf(tree), drifts: [...versionDrifts(node, tree), ...merged.drifts] };
  });
  return { plan: { ...plan, nodes }, problems, faults };
}

/** Facts that a topology states about a node with files of its own are not assumptions. */
function evidenceOf({ fragments }: ConfigurationTree): Evidence {
  return { sources: [...new Set(fragments.map(({ file }) => file))], assumed: [], contradictions: [] };
}

const NO_CHANGES: ReadonlyMap<string, string | number> = new Map();

/** A node without a release is a separate problem, which expanding reports. */
function releaseOf({ product, version }: NodePlan, catalogue: Catalogue): Release | undefined {
  return releaseUsed(catalogue, product.id, version.id);
}

function configured(
  node: NodePlan,
  tree: ConfigurationTree,
  release: Release,
  changes: ReadonlyMap<string, string | number>,
  problems: ReferenceProblem[],
  hosts: readonly HostPlan[],
  isDiscovered: boolean,
): NodePlan & { readonly drifts: readonly Drift[] } {
  const profile =
    node.profile && release.profiles.includes(node.profile.id) ? node.profile.id : standardProfile(release);
  const reading = readingOf(tree, release, profile, offsetInForce(node, tree, changes));
  const values = new Map<string, ConfiguredValue>();
  const drifts: Drift[] = [];
  const context: OverlayContext = { node, reading, names: namesOf(release), changes, values, drifts };
  const merged = {
    ...node,
    ...mergedOffset(context),
    ports: mergedPorts(context),
    ...mergedSwitches(context),
    links: mergedLinks(context),
    dials: mergedDials(context, hosts),
    ...mergedOwnUrls(context),
    configured: values,
    unknownKeys: reading.unknownKeys,
    drifts,
    unresolved: new Set(reading.unknown.flatMap(({ why }) => (why.startsWith('links.') ? why.slice(6) : []))),
  };
  const unknown = [...unknownProblems(node, reading, release, profile, isDiscovered)];
  problems.push(...unknown);
  return unknown.length === 0 ? merged : { ...merged, hasUnknownPort: true };
}

/** The offset that the ports of the files are read with: a tried one, that of the topology where the files have none, else the files' own. */
function offsetInForce(
  node: NodePlan,
  { fragments }: ConfigurationTree,
  changes: ReadonlyMap<string, string | number>,
): Found<number | Unknown> | undefined {
  const given = (value: number) => ({ value, file: node.place.file, range: START, why: 'offset' });
  const tried = changes.get('offset');
  if (typeof tried === 'number') return given(tried);
  const known = fragmentsInForce(fragments).some(({ offset }) => offset && !isUnknown(offset.value));
  return known || typeof node.offset !== 'number' ? undefined : given(node.offset);
}

const readings = memo((_: ConfigurationTree) => memo((_: Release) => new Map<string, NodeReading>()));

/** Trying fixes evaluates a plan very often; its files are read once for each offset. */
function readingOf(
  tree: ConfigurationTree,
  release: Release,
  profile: string,
  offset: Found<number | Unknown> | undefined,
): NodeReading {
  const key = `${profile} ${offset?.value ?? ''}`;
  return entryOf(readings(tree)(release), key, () => readNode(tree.fragments, release, profile, offset));
}
