import type { Endpoint, Listener } from '../model/deployment.js';
import { canonicalAddress } from './addresses.js';
import { present } from './present.js';

/** Placeholders for the address of the own node. */
export const OWN_HOST = /^\$(\{carbon\.(local\.ip|host|context)\}|ref\{server\.hostname\}|\{hostname\})$/;

/** Returns whether a text holds a variable or a template that something else fills in: `${HOST}`, `$env{HOST}`, `{{ host }}`, `%{host}`, `<host>`. */
export function isVariable(text: string): boolean {
  return /\{\{|\$\w*\{|%\{|<[\w. -]+>|<%|\$[A-Z_]{2,}/.test(text);
}

/** Ports that a URL without one means. */
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map(
  Object.entries({ https: 443, wss: 443, http: 80, ws: 80, ldap: 389, ldaps: 636 }),
);

const ENDPOINT =
  /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?:[^@/\s]*@)?(?<host>\$\w*\{[^}]*\}|[\w.-]*\{\{[^{}]*\}\}[\w.-]*|\[[^\]]+\]|[^:/?#\s[\]]+)(?::(?<port>\$\{[^}]*\}|\{\{[^{}]*\}\}|\d+))?(?=$|[/?#$])/i;

/**
 * Reads the endpoints that a configuration value names: one URL, a list of them (`tcp://a:9611,tcp://b:9611`), groups
 * (`{tcp://a:7611|tcp://b:7611}`), or an AMQP URL with a `brokerlist`. A text in which nothing is found is one endpoint without host and port.
 */
export function parseEndpoints(text: string): Endpoint[] {
  const list = brokersIn(text) ?? text;
  const parts = withoutGroups(list)
    .split(/[,|;\s]+/)
    .filter((part) => part !== '');
  // Behind the first one, a bare word is a piece of something else: of a path or a query with a comma in it.
  const endpoints = parts
    .map(parseEndpoint)
    .filter(
      ({ host, scheme, port, placeholder }, index) =>
        host !== undefined && (index === 0 || (scheme ?? port ?? placeholder) !== undefined),
    );
  return endpoints.length > 0 ? endpoints : [{ text }];
}

/**
 * The brokers of an AMQP URL. Options of each one are quoted inside the quotes of the list
 * (`brokerlist='tcp://a:5672?retries='5';tcp://b:5672'`), so that only the schemes distinguish them.
 */
function brokersIn(text: string): string | undefined {
  const [, quoted, double, plain] = /brokerlist\s*=\s*(?:'([^']*)'|"([^"]*)"|([^&]*))/i.exec(text) ?? [];
  const first = quoted ?? double ?? plain;
  if (first === undefined) return undefined;
  const urls = text.slice(text.search(/brokerlist\s*=/i)).match(/[a-z][a-z0-9+.-]{0,30}:\/\/[^\s'";,?&]+/gi);
  return urls && urls.length > 1 ? urls.join(';') : first;
}

/** Drops the braces of groups, keeps those of placeholders and templates (`{{ host }}`). */
function withoutGroups(text: string): string {
  return text.replace(
    /(\$\w*\{[^{}]*\}|\{\{[^{}]*\}\})|[{}]/g,
    (_, placeholder: string | undefined) => placeholder?.replaceAll(/\s+/g, '') ?? ' ',
  );
}

/** Names of hosts in the vendor's deployment templates and guides, which are never used as they are. */
const TEMPLATE_HOST = /^([\w-]+\.)*wso2\.com$|^(am|apim|cp|gw|is|km|mi|tm)-?\d*\.local$/;

/** Whether a host is named as the vendor's deployment templates name theirs: `gw.am.wso2.com`, `tm1.local`. */
export function isTemplateHost(host: string): boolean {
  return TEMPLATE_HOST.test(host.toLowerCase());
}

function parseEndpoint(text: string): Endpoint {
  const { scheme, host, port } = ENDPOINT.exec(text)?.groups ?? {};
  if (host === undefined) return { text };
  const name = scheme?.toLowerCase();
  const placeholder = port?.startsWith('${') ? port.slice(2, -1) : undefined;
  const standard = name === undefined ? undefined : DEFAULT_PORTS.get(name);
  const number =
    placeholder !== undefined
      ? undefined
      : port === undefined
        ? standard
        : port.startsWith('{')
          ? undefined
          : Number(port);
  return {
    text,
    ...present({ scheme: name }),
    host: canonicalAddress(host),
    ...present({ port: number, placeholder }),
  };
}

/** Returns whether a listener speaks what a URL scheme asks for; true where the scheme says nothing about it. */
export function speaks(listener: Pick<Listener, 'transport' | 'scheme'>, scheme: string | undefined): boolean {
  // A broker list writes tcp for both ports of a broker.
  if (scheme === 'tcp' && listener.transport.startsWith('amqp')) return true;
  const wanted = scheme === undefined ? undefined : SECURE_SCHEMES.get(scheme);
  return wanted === undefined || wanted === isSecure(listener);
}

/** Whether an endpoint of that scheme is encrypted: what `tcp` on 9711 gets wrong. Other schemes say nothing about it. */
const SECURE_SCHEMES: ReadonlyMap<string, boolean> = new Map(
  Object.entries({
    http: false,
    ws: false,
    tcp: false,
    ldap: false,
    mqtt: false,
    https: true,
    wss: true,
    ssl: true,
    ldaps: true,
    mqtts: true,
  }),
);

const SECURE_TRANSPORTS = new Set(['https', 'wss', 'ssl-thrift', 'amqps', 'mqtts']);

function isSecure({ transport, scheme = '' }: Pick<Listener, 'transport' | 'scheme'>): boolean {
  return SECURE_TRANSPORTS.has(transport) || SECURE_SCHEMES.get(scheme) === true;
}
