import { type Group, groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { compareVersions } from '../values/versions.js';
import { defineRule, listed } from './rule.js';

type Mix = {
  readonly mixed: {
    /** Ids of the nodes of the older release, and of those of the newer one that they are linked with. */
    readonly nodes: readonly string[];
    readonly others: readonly string[];
    readonly release: string;
    readonly otherRelease: string;
  };
};

export const releaseMix = defineRule<Mix>({
  id: 'release-mix',
  severity: 'warning',
  summary: 'linked nodes have different releases, and the vendor supports equal ones only',
  why: 'Gateways, traffic managers and control planes exchange events and artifacts in formats that belong to a release. No page of the vendor allows to mix them.',
  remedy:
    'Bring the nodes to one release; update levels may differ. Where a mix is meant, as during an upgrade, switch the rule off.',
  example: {
    bad: `version: 1
hosts: { cp: {}, gw: {} }
nodes:
  control-plane: { host: cp, product: wso2am, version: 4.3.0, profile: control-plane }
  gateway: { host: gw, product: wso2am, version: 4.2.0, profile: gateway-worker }
`,
    good: `version: 1
hosts: { cp: {}, gw: {} }
nodes:
  control-plane: { host: cp, product: wso2am, version: 4.3.0, profile: control-plane }
  gateway: { host: gw, product: wso2am, version: 4.3.0, profile: gateway-worker }
`,
  },
  sources: ['Vendor pages on product compatibility, API Manager 4.5 and 4.6; no page allows another mix'],
  messages: {
    mixed: ({ nodes, others, release, otherRelease }) =>
      `${listed(nodes)} (${release}) and ${listed(others)} (${otherRelease}) work together, and the vendor supports equal releases only`,
  },
  check: function* (deployment) {
    const pairs = pairsIn(deployment);
    for (const group of groupBy(pairs, ([older, newer]) => `${older.release} ${newer.release}`).values())
      yield problemOf(group);
  },
});

/** The node of the older release comes first. */
type Pair = readonly [Node, Node];

/** Linked nodes of different releases, each pair once. */
function pairsIn(deployment: Deployment): readonly Pair[] {
  const { node: nodeOf, owner } = lookupIn(deployment);
  const pairs = deployment.links.flatMap((link): Pair[] => {
    const [from, to] = [owner(link), nodeOf(link.target)];
    if (!to || !isConnected(link) || !areMixed(from, to)) return [];
    return [compareVersions(from.release, to.release) < 0 ? [from, to] : [to, from]];
  });
  return [...new Map(pairs.map((pair) => [pair.map(({ id }) => id).join(' '), pair])).values()];
}

function areMixed(a: Node, b: Node): boolean {
  const belongs = a.sameReleaseAs.includes(b.product) || b.sameReleaseAs.includes(a.product);
  return belongs && a.release !== b.release && a.assumed === undefined && b.assumed === undefined;
}

/** The link leads to the node, on whatever port; whether one that is not decided does is not known. */
function isConnected({ outcome }: Link): boolean {
  return CONNECTED.has(outcome);
}

const CONNECTED: ReadonlySet<Link['outcome']> = new Set(['match', 'derived', 'port-mismatch', 'scheme-mismatch']);

function problemOf(pairs: Group<Pair>): ProblemOf<Mix> {
  const [[first, second]] = pairs;
  const nodes = unique(pairs.map(([node]) => node));
  const others = unique(pairs.map(([, node]) => node));
  const ids = (of: readonly Node[]) => of.map(({ id }) => id);
  return {
    message: 'mixed',
    data: {
      ...{ nodes: ids(nodes), others: ids(others) },
      ...{ release: first.release, otherRelease: second.release },
    },
    at: { ...first.versionPlace, label: `${first.id}: ${first.product} ${first.release}` },
    related: others.map(({ id, product, release, versionPlace }) => ({
      ...versionPlace,
      label: `${id}: ${product} ${release}`,
    })),
    subject: { nodes: [...ids(nodes), ...ids(others)], listeners: [], detail: `${first.release} ${second.release}` },
  };
}

function unique(nodes: readonly Node[]): readonly Node[] {
  return [...new Set(nodes)];
}
