import { type Group, groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { shortened } from '../values/lists.js';
import { entryOf, memo } from '../values/memo.js';
import { present } from '../values/present.js';
import { counted, defineRule, listedBriefly } from './rule.js';

type Ambiguous = {
  readonly several: {
    readonly node: string;
    /** The role of the node that is meant. */
    readonly role: string;
    readonly links: readonly string[];
    readonly candidates: readonly string[];
    /** How many further nodes could be meant, where not all are listed. */
    readonly more?: number;
  };
};

export const ambiguousLink = defineRule<Ambiguous>({
  id: 'ambiguous-link',
  severity: 'warning',
  summary: 'one of several nodes is the other end of a link, and none is chosen',
  why: 'The tool cannot decide which of them is meant, so the link is not checked.',
  remedy: 'Name the node under `links` of the node that dials.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 2.6.0, disable: [workflow-callback] }
hosts: { gw: {}, km1: {}, km2: {} }
nodes:
  gateway: { host: gw, profile: gateway-worker }
  km-1: { host: km1, profile: api-key-manager, offset: 1, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
  km-2: { host: km2, profile: api-key-manager, offset: 2, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`,
    good: `version: 1
defaults: { product: wso2am, version: 2.6.0, disable: [workflow-callback] }
hosts: { gw: {}, km1: {}, km2: {} }
nodes:
  gateway: { host: gw, profile: gateway-worker, links: { key-validation-ws: km-1 } }
  km-1: { host: km1, profile: api-key-manager, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
  km-2: { host: km2, profile: api-key-manager, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`,
  },
  sources: ['the topology itself'],
  messages: {
    several: ({ node, links, candidates, more }) =>
      `${node} does not say which of ${listedBriefly(candidates, more)} it dials for ${links.length === 1 ? links[0] : counted(links.length, 'link')}`,
  },
  check: function* (deployment) {
    const isBehindFront = behindFront(deployment);
    const ambiguous = deployment.links.filter((link) => link.outcome === 'ambiguous' && !isBehindFront(link));
    // Several links of a node that could lead to the same nodes are one finding: the author answers one question.
    const question = numbered();
    for (const links of groupBy(ambiguous, ({ node, candidates }) => `${node} ${question(candidates)}`).values())
      yield problemOf(links, deployment);
  },
});

/**
 * Clients reach the candidates through a front end. That it does not forward this listener is most likely meant: many installations
 * show their clients no WebSocket.
 */
function behindFront({ hosts }: Deployment): (link: Link) => boolean {
  const fronts = hosts
    .filter(({ forwards }) => forwards.length > 0)
    .map(({ forwards }) => new Set(forwards.flatMap(({ to }) => to.map(({ node }) => node))));
  const areBehind = memo((ids: readonly string[]) => fronts.some((behind) => ids.every((id) => behind.has(id))));
  return ({ reach, candidates }) => reach.front === 'client' && areBehind(candidates);
}

/** Numbers lists by their content. Links of one kind share a list, which may be long. */
function numbered(): (ids: readonly string[]) => number {
  const numbers = new Map<string, number>();
  return memo((ids) => entryOf(numbers, ids.join(' '), () => numbers.size));
}

function problemOf(links: Group<Link>, deployment: Deployment): ProblemOf<Ambiguous> {
  const { node: nodeOf, owner } = lookupIn(deployment);
  const [first] = links;
  const { node, role } = first;
  const { first: candidates, more } = shortened(first.candidates);
  return {
    message: 'several',
    // A value that the files of a node do not set stays as it ships.
    ...(owner(first).configured === undefined ? {} : { severity: 'info' as const }),
    data: { node, role, links: [...new Set(links.map(({ id }) => id))], candidates, ...present({ more }) },
    at: {
      ...owner(first).place,
      part: 'key',
      label: `${node}: no link says which ${role} is meant`,
    },
    related: candidates
      .slice(0, 8)
      .flatMap((id) => nodeOf(id) ?? [])
      .map(({ id, offset, offsetPlace }) => ({ ...offsetPlace, label: `${id}: offset ${offset}` })),
    subject: { nodes: [node, ...candidates], listeners: [...new Set(links.map(({ id }) => id))], detail: node },
    notes: links.map(({ id }) => `write links.${id} of ${node}: a node id`).slice(0, 8),
  };
}
