import { lookupIn } from '../../deployment/lookup.js';
import type { Deployment, Link } from '../../model/deployment.js';
import type { NamedDocument } from '../../model/document.js';
import type { Evaluation, Reevaluate } from '../../model/evaluation.js';
import type { Diagnosis, Subject } from '../../model/finding.js';
import { hasFixes, isClearedByOffset } from '../../rules/facts.js';
import { DisjointSets } from '../../values/disjoint-sets.js';
import { endsOf, hostKey, nodeKey } from './keys.js';

/** Above this share of the nodes, leaving out the others costs more than it spares. */
const WORTHWHILE = 0.5;

/**
 * Returns the part of a plan in which its findings may have fixes, evaluated without the rest; undefined where that is most of the plan. Nodes
 * and hosts that dial, name, publish or forward each other, or that one finding names, stay together. The part has exactly the findings that
 * the plan has about it: where the rest matters for one of them, there is no such part.
 */
export function sliceOf(evaluation: Evaluation, reevaluate: Reevaluate): Evaluation | undefined {
  const { deployment, diagnoses, documents } = evaluation;
  const subjects = diagnoses.filter((each) => isClearedByOffset(each) || hasFixes(each)).map(({ subject }) => subject);
  const near = nodesNear(subjects, deployment);
  if (near === 0 || near > deployment.nodes.length * (1 - WORTHWHILE)) return undefined;
  const islands = islandsOf(evaluation);
  const keys = [...subjects.flatMap(keysOf), ...unresolvedIn(evaluation)];
  const chosen = new Set(keys.map((key) => islands.representative(key)));
  const isChosen = (key: string) => chosen.has(islands.representative(key));
  const others = deployment.nodes.filter(({ id }) => !isChosen(nodeKey(id)));
  if (others.length < deployment.nodes.length * WORTHWHILE) return undefined;
  const leftOut = new Set(others.map(({ id }) => id));
  const isKept = (subject: Subject) => keysOf(subject).every(isChosen);
  const slice = reevaluate(documents.map((named) => partOf(named, leftOut, (host) => isChosen(hostKey(host)))));
  const own = diagnoses.filter(({ subject }) => isKept(subject));
  return haveSame(own, slice.diagnoses) ? { ...slice, diagnoses: own } : undefined;
}

/** The number of nodes on the hosts of findings. */
function nodesNear(subjects: readonly Subject[], deployment: Deployment): number {
  const { node, nodesOn } = lookupIn(deployment);
  const hosts = new Set(
    subjects.flatMap(({ host, nodes }) => [host ?? '', ...nodes.map((id) => node(id)?.host ?? '')]),
  );
  return [...hosts].reduce((count, host) => count + nodesOn(host).length, 0);
}

/** Nodes that are not in the deployment, with their hosts: of what they open and dial nothing is known. */
function unresolvedIn({ deployment, documents }: Evaluation): readonly string[] {
  const known = new Set(deployment.nodes.map(({ id }) => id));
  return documents.flatMap(({ document }) =>
    Object.entries(document.nodes).flatMap(([id, { host }]) => (known.has(id) ? [] : [nodeKey(id), hostKey(host)])),
  );
}

/** The nodes of a document that are not left out, and the hosts that are kept; the entries about others do not matter. */
function partOf(
  named: NamedDocument,
  leftOut: ReadonlySet<string>,
  isHostKept: (host: string) => boolean,
): NamedDocument {
  const { document } = named;
  const nodes = Object.entries(document.nodes).filter(([id]) => !leftOut.has(id));
  const hosts = Object.entries(document.hosts).filter(([id]) => isHostKept(id));
  const ignore = (document.ignore ?? []).filter(
    ({ node, host }) => (node === undefined || !leftOut.has(node)) && (host === undefined || isHostKept(host)),
  );
  return {
    ...named,
    document: { ...document, nodes: Object.fromEntries(nodes), hosts: Object.fromEntries(hosts), ignore },
  };
}

function haveSame(some: readonly Diagnosis[], others: readonly Diagnosis[]): boolean {
  const textOf = ({ fingerprint, severity }: Diagnosis) => `${fingerprint} ${severity}`;
  const texts = new Set(some.map(textOf));
  return some.length === others.length && others.every((each) => texts.has(textOf(each)));
}

/** Puts what has to do with each other into one set. */
function islandsOf({ deployment, diagnoses, ignored }: Evaluation): DisjointSets {
  const islands = new DisjointSets();
  const join = (keys: readonly string[]) => {
    let last: string | undefined;
    for (const key of keys) {
      islands.join(last ?? key, key);
      last = key;
    }
  };
  const { hosts, nodes, links, dials } = deployment;
  for (const { id, on, forwards } of hosts) {
    if (on !== undefined) islands.join(hostKey(on), hostKey(id));
    for (const { to } of forwards) join([hostKey(id), ...to.map(({ node }) => nodeKey(node))]);
  }
  for (const { id, host } of nodes) islands.join(hostKey(host), nodeKey(id));
  // Links of one role have one list of candidates and one of targets, which are long where the role has many nodes.
  const joined = new Set<readonly string[]>();
  for (const link of links) {
    join(joinedBy(link));
    for (const list of [link.candidates, link.targets]) {
      const [any] = list;
      if (any === undefined || any === link.node) continue;
      islands.join(nodeKey(any), nodeKey(link.node));
      if (joined.has(list)) continue;
      joined.add(list);
      join(list.map(nodeKey));
    }
  }
  for (const { node, dialledHost } of dials)
    if (dialledHost !== undefined) islands.join(hostKey(dialledHost), nodeKey(node));
  for (const { subject } of [...diagnoses, ...ignored]) join(keysOf(subject));
  joinReferences(deployment, islands);
  return islands;
}

function joinedBy(link: Link): readonly string[] {
  const { node, target, dialledHost, front } = link;
  if (target === node && dialledHost === undefined && front === undefined) return [];
  const { nodes, hosts } = endsOf(link);
  return [node, ...nodes].map(nodeKey).concat(hosts.map(hostKey));
}

/** A port in a file of a node may be that of a listener of another one. */
function joinReferences({ nodes, listeners }: Deployment, islands: DisjointSets): void {
  const written = new Map<string, string>();
  for (const { id, selfReferences } of nodes)
    for (const { configured, ports } of selfReferences)
      for (const { listener } of configured === undefined ? [] : ports) {
        const key = `${configured} ${listener}`;
        islands.join(nodeKey(written.get(key) ?? id), nodeKey(id));
        written.set(key, id);
      }
  if (written.size === 0) return;
  for (const { node, id, port } of listeners) {
    const other = written.get(`${port} ${id}`);
    if (other !== undefined) islands.join(nodeKey(other), nodeKey(node));
  }
}

function keysOf({ host, nodes }: Pick<Subject, 'host' | 'nodes'>): readonly string[] {
  return [...(host === undefined ? [] : [hostKey(host)]), ...nodes.map(nodeKey)];
}
