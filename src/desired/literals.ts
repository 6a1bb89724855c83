import type { ReleaseLink } from '../catalogue/release.js';
import { addressOf } from '../deployment/listener-address.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Endpoint, Link, Listener } from '../model/deployment.js';
import { withAuthority, withReplacements } from '../values/addresses.js';
import { parseEndpoints, speaks } from '../values/endpoints.js';

/** Returns a written value with the endpoints corrected that lead elsewhere; what leads out of the topology stays. */
export function rightUrl(url: string, links: readonly Link[], deployment: Deployment): string {
  const replacements = links.flatMap((link) => {
    const { endpoint } = link;
    return endpoint ? [{ text: endpoint.text, replacement: rightEndpoint(link, endpoint, deployment) }] : [];
  });
  return withReplacements(url, replacements);
}

function rightEndpoint(link: Link, { text, scheme }: Endpoint, deployment: Deployment): string {
  const { expectedHost, expectedPort, expectedAddress, dialledHost, outcome, listener, target } = link;
  if (expectedPort === undefined || outcome === 'match' || outcome === 'external') return text;
  const isThere = dialledHost === undefined || dialledHost === expectedHost;
  const host = expectedAddress ?? (isThere ? undefined : expectedHost);
  const right = withAuthority(text, expectedPort, host);
  const socket = lookupIn(deployment).listener(target, listener);
  return socket && !speaks(socket, scheme) ? right.replace(/^[a-z][a-z0-9+.-]*/i, schemeOf(socket) ?? '$&') : right;
}

/** Returns the shipped text with host and port of the other end; only these where the catalogue does not know the text. */
export function filledPattern(link: Link, { defaultValue }: ReleaseLink, deployment: Deployment): string | undefined {
  const { expectedHost, expectedPort } = link;
  if (expectedHost === undefined || expectedPort === undefined) return undefined;
  const pattern = plainPattern(defaultValue);
  const endpoints =
    link.kind === 'members'
      ? []
      : parseEndpoints(pattern).filter(
          ({ scheme, host, port, placeholder }) => host !== undefined && (scheme ?? port ?? placeholder) !== undefined,
        );
  if (endpoints.length === 0) return plainEndpoint(link, deployment);
  const replacements = endpoints.map(({ text, scheme }) => {
    const { host, port } = endOf(link, scheme, deployment) ?? { host: expectedHost, port: expectedPort };
    return { text, replacement: withAuthority(text, port, host) };
  });
  return withReplacements(pattern, replacements);
}

/** The shipped text with stand-ins for what another setting gives, and the context of the server, which is `/`. */
function plainPattern(pattern: string): string {
  return pattern
    .replace('{host}', 'localhost')
    .replace('{port}', '1')
    .replace(/\$\{carbon\.context\}\/?/g, '/');
}

/** A text may name several listeners of the other end by their schemes. */
function endOf(
  link: Link,
  scheme: string | undefined,
  deployment: Deployment,
): { host: string; port: number } | undefined {
  const { listener: listenerOf, host, owner } = lookupIn(deployment);
  const open = link.listeners.flatMap((id) => listenerOf(link.target, id) ?? []);
  const spoken = open.find((socket) => speaks(socket, scheme));
  if (!spoken || spoken.id === link.listener) return undefined;
  return addressOf(spoken, host(owner(link).host), host);
}

function plainEndpoint({ kind, target, listener, expectedHost, expectedPort }: Link, deployment: Deployment): string {
  const socket = kind === 'members' ? undefined : lookupIn(deployment).listener(target, listener);
  return endpointOf(socket, expectedHost, expectedPort);
}

/** A listener as it is dialled on a host and port: with the scheme of its URLs, where they have one. */
export function endpointOf(socket: Listener | undefined, host: string | undefined, port: number | undefined): string {
  const scheme = socket && schemeOf(socket);
  return `${scheme === undefined ? '' : `${scheme}://`}${host}:${port}`;
}

/** The scheme by which a listener is dialled; undefined where its URLs have none that is known. */
function schemeOf({ transport, scheme = SCHEMES[transport] }: Listener): string | undefined {
  return scheme;
}

const SCHEMES: Readonly<Record<string, string>> = {
  https: 'https',
  http: 'http',
  wss: 'wss',
  ws: 'ws',
  amqp: 'tcp',
  ldap: 'ldap',
  mqtt: 'tcp',
};

export function speaksTls({ target, listener }: Link, deployment: Deployment): boolean {
  const socket = lookupIn(deployment).listener(target, listener);
  return socket !== undefined && !speaks(socket, 'tcp');
}
