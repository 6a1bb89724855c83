import type { Literal } from '../deployment/literals.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Endpoint, Link } from '../model/deployment.js';
import { configurationAt } from './candidate.js';
import { literalFor, literalsWhere, ordinalOf } from './literal-lookup.js';
import { labelOf, wrongEnd } from './literal-problem.js';
import type { WrittenLink } from './literal-text.js';
import { defineRule, type FixCandidate, listed } from './rule.js';

type WrongScheme = {
  readonly scheme: WrittenLink & {
    readonly scheme: string;
    readonly listener: string;
    readonly transport: string;
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
    const { listenersOf } = lookupIn(deployment);
    for (const literal of literalsWhere(deployment, ({ outcome }) => outcome === 'scheme-mismatch')) {
      const [link] = literal.links;
      const { node, id, target, endpoint } = link as Spoken;
      for (const listener of listenersOf(target).filter((each) => each.id === link.listener)) {
        const transport = listener.scheme === 'ssl' ? 'ssl' : listener.transport;
        yield {
          message: 'scheme',
          data: { ...wrongEnd(literal, deployment), scheme: endpoint.scheme, listener: listener.id, transport },
          at: labelOf(link),
          related: [{ ...listener.place, label: `${listener.node}: ${listener.id} = ${listener.port}, ${transport}` }],
          subject: { nodes: [node, target], listeners: [id, listener.id], detail: ordinalOf(link, deployment) },
        };
      }
    }
  },
  fixes: function* ({ data, at }, deployment) {
    const literals = [literalFor(data, at.path.join('/'), deployment)].filter((literal) => literal !== undefined);
    const others = SCHEMES.filter((pair) => pair.includes(data.scheme)).flat();
    const right = others.filter((scheme) => scheme !== data.scheme);
    for (const literal of literals) yield* right.map((scheme) => schemeFix(literal, scheme, deployment));
  },
});

/** A link with the wrong scheme: the scheme is that of an endpoint in a text, and who is at the other end is known. */
interface Spoken extends Link {
  readonly target: string;
  readonly url: string;
  readonly endpoint: Endpoint & { readonly scheme: string };
}

/** Plain schemes with their encrypted ones. */
const SCHEMES: readonly (readonly string[])[] = [
  ['http', 'https'],
  ['ws', 'wss'],
  ['tcp', 'ssl'],
  ['ldap', 'ldaps'],
  ['mqtt', 'mqtts'],
];

/** Replaces the scheme of an address; the rest of the text stays. */
function schemeFix({ links }: Literal, scheme: string, deployment: Deployment): FixCandidate {
  const { owner, endPath } = lookupIn(deployment);
  const [first] = links;
  const right = (first as Spoken).endpoint.text.replace(/^[^:]+(?=:\/\/)/, scheme);
  const edits = links.map((link) => {
    const { url, endpoint } = link as Spoken;
    const to = url.replace(endpoint.text, () => right);
    return { file: owner(link).place.file, path: [...endPath(link), 'url'], from: url, to };
  });
  return {
    title: `set ${first.id} of ${first.node} to ${right}`,
    edits,
    configuration: configurationAt(first.node, first.setting, right),
  };
}
