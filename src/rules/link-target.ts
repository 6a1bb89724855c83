import { lookupIn } from '../deployment/lookup.js';
import { defineRule, listed } from './rule.js';

type Closed = {
  readonly closed: {
    readonly node: string;
    readonly link: string;
    readonly target: string;
    readonly profile: string;
    readonly product: string;
    readonly listeners: readonly string[];
    readonly dialled?: number;
  };
};

export const linkTarget = defineRule<Closed>({
  id: 'link-target',
  severity: 'error',
  summary: 'the node at the other end does not open that listener in its profile, or it is disabled',
  why: 'The connection is refused on every port: the profile of that node has no such listener.',
  remedy: 'Point the link at a node with that role, or enable the listener there.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, gw2.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish: { to: gateway-2, url: "tcp://gw2.internal:9611" } } }
  gateway-2: { host: gw2.internal, profile: gateway-worker }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm.internal: {} }
nodes:
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish: { to: tm, url: "tcp://tm.internal:9611" } } }
  tm: { host: tm.internal, profile: traffic-manager }
`,
  },
  sources: ['product-apim issue 5048'],
  messages: {
    closed: ({ node, link, target, listeners, profile }) =>
      `${node} dials ${target} for ${link}, but ${target} (profile ${profile}) does not open ${listed(listeners)}`,
  },
  check: function* (deployment) {
    const { node: nodeOf } = lookupIn(deployment);
    const told = new Set<string>();
    for (const { outcome, node, id, target, listeners, place, dialled } of deployment.links) {
      const owner = nodeOf(target);
      if (outcome !== 'target-off' || !owner) continue;
      // Several endpoints of one link that lead to one closed node have one cause.
      const cause = `${node} ${id} ${owner.id}`;
      if (told.has(cause)) continue;
      told.add(cause);
      yield {
        message: 'closed',
        data: {
          node,
          link: id,
          target: owner.id,
          profile: owner.profile,
          product: owner.product,
          listeners,
          ...(dialled === undefined ? {} : { dialled }),
        },
        at: { ...place, label: `${node}: ${id} leads to ${owner.id}` },
        related: [
          {
            ...owner.place,
            part: 'key',
            label: `${owner.id}: ${owner.product} ${owner.release}, profile ${owner.profile}`,
          },
        ],
        subject: { nodes: [node, owner.id], listeners: [id, ...listeners], detail: node },
      };
    }
  },
});
