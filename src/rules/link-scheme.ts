import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import { configurationAt } from './candidate.js';
import { linkAt, literalOf, type WrittenLink } from './link-problem.js';
import { defineRule, type FixCandidate } from './rule.js';

type WrongScheme = {
  readonly scheme: WrittenLink & {
    readonly scheme: string | undefined;
    readonly listener: string;
    readonly transport: string | undefined;
  };
};

export const linkScheme = defineRule<WrongScheme>({
  id: 'link-scheme',
  severity: 'error',
  summary: 'host and port are right, but the listener there has another scheme',
  why: 'The connection is opened and the handshake fails: plain text on a TLS port, or TLS on a plain one. Data receivers have two ports with two schemes, tcp on 9611 and ssl on 9711.',
  remedy: 'Use the scheme of the listener, or the port of the listener that has the scheme.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm.internal: {} }
nodes:
  tm: { host: tm.internal, profile: traffic-manager }
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish-auth: { to: tm, url: "tcp://tm.internal:9711" } } }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm.internal: {} }
nodes:
  tm: { host: tm.internal, profile: traffic-manager }
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish-auth: { to: tm, url: "ssl://tm.internal:9711" } } }
`,
  },
  sources: ['api-manager issue 2366'],
  messages: {
    scheme: ({ node, link, target, scheme, dialled, listener, transport }) =>
      `${node} dials ${target} with ${scheme} on ${dialled} (${link}), but ${listener} speaks ${transport} there`,
  },
  check: function* (deployment) {
    const { listener: listenerOf } = lookupIn(deployment);
    for (const link of deployment.links) {
      if (link.outcome !== 'scheme-mismatch') continue;
      const listener = listenerOf(link.target, link.listener);
      const { node, id, target, dialled, endpoint } = link;
      const transport = listener?.id.endsWith('-ssl') ? 'ssl' : listener?.transport;
      yield {
        message: 'scheme',
        data: {
          node,
          link: id,
          target,
          dialled,
          scheme: endpoint?.scheme,
          listener: link.listener,
          transport,
          endpoint: endpoint?.text,
        },
        at: { ...link.place, label: `${node}: ${endpoint?.scheme} on ${dialled}` },
        related: listener
          ? [{ ...listener.place, label: `${listener.node}: ${listener.id} = ${listener.port}, ${transport}` }]
          : [],
        subject: { nodes: [node, target ?? ''], listeners: [id, link.listener], detail: literalOf(link, deployment) },
      };
    }
  },
  fixes: function* ({ data, at }, deployment) {
    const link = linkAt(data, at.path.join('/'), deployment);
    const scheme = OTHERS[data.scheme ?? ''];
    if (link && scheme !== undefined) yield* schemeFixes(link, scheme, deployment);
  },
});

/** The encrypted scheme of a plain one, and the reverse. */
const OTHERS: Readonly<Record<string, string>> = {
  http: 'https',
  https: 'http',
  ws: 'wss',
  wss: 'ws',
  tcp: 'ssl',
  ssl: 'tcp',
  ldap: 'ldaps',
  ldaps: 'ldap',
};

/** Replaces the scheme of an address; the rest of the text stays. */
function* schemeFixes(link: Link, scheme: string, deployment: Deployment): Iterable<FixCandidate> {
  const { owner, endPath } = lookupIn(deployment);
  const { file } = owner(link).place;
  if (link.url === undefined || !link.endpoint) return;
  const right = link.endpoint.text.replace(/^[^:]+(?=:\/\/)/, scheme);
  const to = link.url.replace(link.endpoint.text, () => right);
  yield {
    title: `set ${link.id} of ${link.node} to ${right}`,
    edits: [{ file, path: [...endPath(link), 'url'], from: link.url, to }],
    configuration: configurationAt(link.node, link.setting, right),
  };
}
