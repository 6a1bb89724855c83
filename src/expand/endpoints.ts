import type { Endpoint } from '../model/deployment.js';

/**
 * The listener of the OWN node that a placeholder of the product's configuration stands for. Servers publish their
 * effective ports under these names at start, so the value is right for another node only by luck.
 */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  'mgt.transport.https.port': 'servlet-https',
  'mgt.transport.http.port': 'servlet-http',
  'https.nio.port': 'passthrough-https',
  'http.nio.port': 'passthrough-http',
  'receiver.url.port': 'databridge-binary',
  'auth.url.port': 'databridge-binary-ssl',
  'jms.port': 'broker-amqp',
  'Ports.EmbeddedLDAP.LDAPServerPort': 'embedded-ldap',
};

/** Placeholders for the address of the own node. */
export const OWN_HOST = /^\$(\{carbon\.(local\.ip|host|context)\}|ref\{server\.hostname\}|\{hostname\})$/;

/** Ports that a URL without one means. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { https: 443, wss: 443, http: 80, ws: 80, ldap: 389, ldaps: 636 };

const ENDPOINT = /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?:[^@/\s]*@)?(?<host>\$\w*\{[^}]*\}|\[[^\]]+\]|[^:/?#\s[\]]+)(?::(?<port>\$\{[^}]*\}|\d+))?(?=$|[/?#])/i;

/**
 * Reads the endpoints that a configuration value names: one URL, a list of them (`tcp://a:9611,tcp://b:9611`), groups
 * (`{tcp://a:7611|tcp://b:7611}`), or an AMQP URL with a `brokerlist`. A text in which nothing is found is one endpoint without host and port.
 */
export function parseEndpoints(text: string): Endpoint[] {
  const broker = /brokerlist\s*=\s*(?:'([^']*)'|"([^"]*)"|([^&]*))/i.exec(text);
  const list = broker?.[1] ?? broker?.[2] ?? broker?.[3] ?? text;
  const parts = withoutGroups(list)
    .split(/[,|;\s]+/)
    .filter((part) => part !== '');
  const endpoints = parts.map(parseEndpoint).filter((endpoint) => endpoint.host !== undefined);
  return endpoints.length > 0 ? endpoints : [{ text }];
}

/** Drops the braces of groups, keeps those of placeholders. */
function withoutGroups(text: string): string {
  return text.replace(/(\$\w*\{[^{}]*\})|[{}]/g, (_, placeholder: string | undefined) => placeholder ?? ' ');
}

function parseEndpoint(text: string): Endpoint {
  const { scheme, host, port } = ENDPOINT.exec(text)?.groups ?? {};
  if (host === undefined) return { text };
  const name = scheme?.toLowerCase();
  const placeholder = port?.startsWith('${') ? port.slice(2, -1) : undefined;
  const standard = name === undefined ? undefined : DEFAULT_PORTS[name];
  const number = placeholder !== undefined ? undefined : port === undefined ? standard : Number(port);
  return {
    text,
    ...(name === undefined ? {} : { scheme: name }),
    host: host.replace(/^\[(.*)\]$/, '$1').toLowerCase(),
    ...(number === undefined ? {} : { port: number }),
    ...(placeholder === undefined ? {} : { placeholder }),
  };
}

/** Whether a listener's transport speaks what a URL scheme asks for; true where the scheme says nothing about it. */
export function speaks(transport: string, scheme: string | undefined): boolean {
  const wanted = scheme === undefined ? undefined : TRANSPORTS[scheme];
  return wanted === undefined || TRANSPORT_FAMILIES[transport] === undefined || wanted === TRANSPORT_FAMILIES[transport];
}

/** Whether an endpoint of that scheme is encrypted, by scheme and by transport: what `tcp` on 9711 gets wrong. */
const TRANSPORTS: Readonly<Record<string, 'plain' | 'secure'>> = {
  http: 'plain',
  ws: 'plain',
  tcp: 'plain',
  amqp: 'plain',
  mqtt: 'plain',
  ldap: 'plain',
  https: 'secure',
  wss: 'secure',
  ssl: 'secure',
  amqps: 'secure',
  mqtts: 'secure',
  ldaps: 'secure',
};

const TRANSPORT_FAMILIES: Readonly<Record<string, 'plain' | 'secure'>> = {
  http: 'plain',
  ws: 'plain',
  thrift: 'plain',
  amqp: 'plain',
  mqtt: 'plain',
  ldap: 'plain',
  https: 'secure',
  wss: 'secure',
  'ssl-thrift': 'secure',
  amqps: 'secure',
  mqtts: 'secure',
};
