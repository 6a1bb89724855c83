import type { Literal } from '../deployment/literals.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment } from '../model/deployment.js';
import { configurationAt } from './candidate.js';
import { literalFor, literalsWhere, ordinalOf } from './literal-lookup.js';
import { labelOf, wrongEnd } from './literal-problem.js';
import type { WrittenLink } from './literal-text.js';
import { defineRule, type FixCandidate, listed } from './rule.js';

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
    scheme: ({ node, links, target, scheme, dialled, listener, transport }) =>
      `${node} dials ${target} with ${scheme} on ${dialled} (${listed(links)}), but ${listener} speaks ${transport} there`,
  },
  check: function* (deployment) {
    const { listener: listenerOf } = lookupIn(deployment);
    for (const literal of literalsWhere(deployment, ({ outcome }) => outcome === 'scheme-mismatch')) {
      const [link] = literal.links;
      const listener = listenerOf(link.target, link.listener);
      const transport = listener?.scheme === 'ssl' ? 'ssl' : listener?.transport;
      yield {
        message: 'scheme',
        data: { ...wrongEnd(literal, deployment), scheme: link.endpoint?.scheme, listener: link.listener, transport },
        at: labelOf(link),
        related: listener
          ? [{ ...listener.place, label: `${listener.node}: ${listener.id} = ${listener.port}, ${transport}` }]
          : [],
        subject: {
          nodes: [link.node, link.target ?? ''],
          listeners: [link.id, link.listener],
          detail: ordinalOf(link, deployment),
        },
      };
    }
  },
  fixes: function* ({ data, at }, deployment) {
    const literal = literalFor(data, at.path.join('/'), deployment);
    const scheme = OTHERS[data.scheme ?? ''];
    if (literal && scheme !== undefined) yield* schemeFixes(literal, scheme, deployment);
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
function* schemeFixes({ links }: Literal, scheme: string, deployment: Deployment): Iterable<FixCandidate> {
  const { owner, endPath } = lookupIn(deployment);
  const [first] = links;
  const right = first.endpoint?.text.replace(/^[^:]+(?=:\/\/)/, scheme);
  if (right === undefined) return;
  const edits = links.flatMap((link) => {
    const { url, endpoint } = link;
    if (url === undefined || !endpoint) return [];
    const to = url.replace(endpoint.text, () => right);
    return [{ file: owner(link).place.file, path: [...endPath(link), 'url'], from: url, to }];
  });
  yield {
    title: `set ${first.id} of ${first.node} to ${right}`,
    edits,
    configuration: configurationAt(first.node, first.setting, right),
  };
}
