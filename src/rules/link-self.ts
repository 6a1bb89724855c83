import { lookupIn } from '../deployment/lookup.js';
import { sumText } from '../values/ports.js';
import { fixesOfLiteral } from './link-mismatch.js';
import { literalOf, type WrittenLink } from './link-problem.js';
import { defineRule } from './rule.js';

type OwnListener = {
  readonly self: WrittenLink & {
    /** The own listener that answers. */
    readonly listener: string | undefined;
    readonly expectedPort?: number | undefined;
  };
};

export const linkSelf = defineRule<OwnListener>({
  id: 'link-self',
  severity: 'warning',
  summary: 'an endpoint meant for another node lands on the node itself',
  why: 'The endpoint is localhost with a port that is also a port of the node itself: 9445 is the business process server at offset 2, but it is the management port of this node when it runs at offset 2. The node then connects to itself, and no connection is refused.',
  remedy: 'Write the host and the effective port of the node that is meant.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { app1: {} }
nodes:
  gateway: { host: app1, profile: gateway-worker, offset: 2, links: { event-hub-rest: { to: cp, url: "https://localhost:9445/services/" } } }
  cp: { host: app1, profile: control-plane, offset: 4 }
rules: { manual-edit: off }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { app1: {} }
nodes:
  gateway: { host: app1, profile: gateway-worker, offset: 2, links: { event-hub-rest: { to: cp, url: "https://localhost:9447/services/" } } }
  cp: { host: app1, profile: control-plane, offset: 4 }
rules: { manual-edit: off }
`,
  },
  sources: ['carbon-apimgt issue 1336'],
  messages: {
    self: ({ node, link, dialled, listener, target }) =>
      `${link} of ${node} ${dialled === undefined ? 'as shipped' : `on ${dialled}`} lands on ${node} itself (${listener})${target === undefined ? '' : `, not on ${target}`}`,
  },
  check: function* (deployment) {
    const { listener: listenerOf } = lookupIn(deployment);
    for (const link of deployment.links) {
      // Members are right to list themselves too.
      if (link.outcome !== 'self' || link.kind === 'members') continue;
      const { node, id, target, dialled, expectedPort, reached, endpoint } = link;
      const own = listenerOf(node, reached?.listener ?? '');
      yield {
        message: 'self',
        data: {
          node,
          link: id,
          dialled,
          listener: reached?.listener,
          ...(target === undefined ? {} : { target, expectedPort }),
          ...(endpoint === undefined ? {} : { endpoint: endpoint.text }),
        },
        at: { ...link.place, label: `${node}: ${id} dials ${dialled ?? 'its shipped port'}` },
        related: own ? [{ ...own.place, label: `${node}: ${own.id} = ${sumText(own)}` }] : [],
        subject: { nodes: [node], listeners: [id, link.listener], detail: literalOf(link, deployment) },
      };
    }
  },
  fixes: fixesOfLiteral,
});
