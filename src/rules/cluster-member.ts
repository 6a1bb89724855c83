import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Listener } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { fixesOfLiteral } from './link-mismatch.js';
import { literalsWhere } from './literal-lookup.js';
import { literalProblem } from './literal-problem.js';
import { deadText, elsewhereText, type LiteralMessages } from './literal-text.js';
import { defineRule } from './rule.js';

type MemberMessages = LiteralMessages & {
  readonly multicast: {
    readonly node: string;
    readonly port: number;
    readonly other: string;
    readonly otherPort: number;
  };
};

export const clusterMember = defineRule<MemberMessages>({
  id: 'cluster-member',
  severity: 'error',
  summary:
    "a member list names a port that the peer's member listener does not have, or members disagree on the multicast port",
  why: 'The offset never moves member ports, and the server quietly takes the next free one when its own is busy. A member list with another port, or two multicast ports, makes two clusters out of one.',
  remedy: 'Give each member on a host its own localMemberPort and write exactly these ports into every member list.',
  example: {
    bad: `version: 1
defaults: { product: wso2is, version: 5.11.0, enable: [cluster-member] }
hosts: { app1: {}, app2: {} }
nodes:
  is-1: { host: app1, links: { cluster-wka-members: { to: is-2, url: "app2:4001" } } }
  is-2: { host: app2 }
`,
    good: `version: 1
defaults: { product: wso2is, version: 5.11.0, enable: [cluster-member] }
hosts: { app1: {}, app2: {} }
nodes:
  is-1: { host: app1, links: { cluster-wka-members: { to: is-2, url: "app2:4000" } } }
  is-2: { host: app2 }
`,
  },
  sources: ['HazelcastClusteringAgent.java', 'product-is issue 20728'],
  messages: {
    differs: ({ node, target, dialled, expectedPort }) =>
      `${node} lists its member ${target} on ${dialled}, but ${target} has the member port ${expectedPort}`,
    elsewhere: (data) => elsewhereText(data, 'lists its member at'),
    dead: (data) => deadText(data, 'lists a member at'),
    multicast: ({ node, port, other, otherPort }) =>
      `${node} and ${other} are members of one cluster, but use the multicast ports ${port} and ${otherPort}`,
  },
  check: function* (deployment) {
    const wrong = literalsWhere(
      deployment,
      ({ kind, outcome }) => kind === 'members' && (outcome === 'port-mismatch' || outcome === 'self'),
    );
    for (const literal of wrong) yield literalProblem(literal, deployment);
    for (const link of deployment.links) if (link.kind === 'members') yield* multicastProblem(link, deployment);
  },
  fixes: function* (problem, deployment) {
    if (problem.message !== 'multicast') yield* fixesOfLiteral(problem, deployment);
  },
});

/** Yields the problem of two members of one list whose multicast ports differ: they never find each other. */
function* multicastProblem(link: Link, deployment: Deployment): Iterable<ProblemOf<MemberMessages>> {
  const { listener, listenersOf } = lookupIn(deployment);
  // Servers open nothing but multicast sockets in a way that others on the host may share.
  const own = listenersOf(link.node).find(({ shareable }) => shareable);
  const other = own && listener(link.target, own.id);
  // Both ends usually list each other; one problem is enough.
  if (!own || !other || own.port === other.port || (link.node > other.node && listsEachOther(link, deployment))) return;
  yield {
    message: 'multicast',
    data: { node: own.node, port: own.port, other: other.node, otherPort: other.port },
    at: { ...own.place, label: labelOf(own) },
    related: [{ ...other.place, label: labelOf(other) }],
    subject: { nodes: [own.node, other.node], listeners: [own.id] },
  };
}

function listsEachOther({ id, node, target }: Link, { links }: Deployment): boolean {
  return links.some((link) => link.id === id && link.node === target && link.target === node);
}

function labelOf({ node, id, derivation }: Listener): string {
  return `${node}: ${id} = ${derivation}`;
}
