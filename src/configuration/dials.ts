import type { DialledAddress, Leaf, UnreadPlace } from '../model/fragment.js';
import { parseEndpoints } from '../values/endpoints.js';
import { jdbcServers } from '../values/jdbc-url.js';
import { once } from '../values/memo.js';
import { present } from '../values/present.js';
import { containerOf, lastName, namesOf } from './leaf.js';
import { unresolvedIn } from './plain-values.js';

/** Servers that are not products of the catalogue: databases, directories, brokers, mail servers. */
export interface Dialled {
  readonly dials: readonly DialledAddress[];
  readonly unread: readonly UnreadPlace[];
}

/** Kinds of values that name a server, the most telling first. */
const KINDS: readonly ((leaf: Leaf, beside: Beside) => Named | undefined)[] = [
  database,
  directory,
  broker,
  mail,
  table,
  tokenService,
  eventReceiver,
];

const TOKENS = 'token validation';
const EVENTS = 'adaptive authentication events';

/** Kinds that products of the catalogue serve. */
const BY_PRODUCTS: ReadonlySet<string> = new Set(['user store', 'broker', TOKENS, EVENTS]);

/** Kinds of which an address of the own machine says something: a server of the catalogue, or what is deployed in one. */
const ON_LOOPBACK: ReadonlyMap<string, DialledAddress['onLoopback']> = new Map([
  [TOKENS, 'judged'],
  [EVENTS, 'in-container'],
]);

interface Named {
  readonly servers: readonly string[];
  readonly kind: string;
}

/** The value of another key of the same table or element; parameters are named by their attribute. */
type Beside = (name: string) => string | undefined;

/** Finds the servers that the values of a file name. A file's own address, as ships, is none. */
export function dialsIn(file: string, leaves: readonly Leaf[]): Dialled {
  // Few values name a server whose port or name is another value.
  const values = once(() => new Map(leaves.map((leaf) => [`${parentOf(leaf)}/${keyOf(leaf)}`, leaf.value])));
  const dials: DialledAddress[] = [];
  const unread: UnreadPlace[] = [];
  for (const leaf of leaves) {
    const named = namedBy(leaf, (name) => values().get(`${parentOf(leaf)}/${name}`));
    if (!named) continue;
    const { range } = leaf;
    const purpose = (named.kind === 'database' && databaseOf(leaf, values())) || named.kind;
    const known = named.servers.filter((server) => /^(https?:\/\/)?(\[[0-9a-f:.]+\]|[\w.-]+):\d{1,5}$/i.test(server));
    const facts = {
      purpose,
      byProducts: BY_PRODUCTS.has(named.kind),
      ...present({ onLoopback: ON_LOOPBACK.get(named.kind) }),
    };
    dials.push(...known.map((to) => ({ to, ...facts, file, range })));
    if (known.length < named.servers.length || unresolvedIn(leaf.value) !== undefined)
      unread.push({ kind: 'addresses that only the running system knows', what: purpose, file, range });
  }
  return { dials, unread };
}

/** The server that a value names, in the words of the first kind that knows it. */
function namedBy(leaf: Leaf, beside: Beside): Named | undefined {
  for (const kind of KINDS) {
    const named = kind(leaf, beside);
    if (named) return named;
  }
  return undefined;
}

function parentOf({ steps }: Leaf): string {
  return containerOf(steps.slice(0, -1));
}

/** `url`; of an XML element with a name, that name: `<parameter name="mail.smtp.host">`. */
function keyOf(leaf: Leaf): string {
  return leaf.steps.at(-1)?.attributes.name ?? lastName(leaf);
}

function database(leaf: Leaf): Named | undefined {
  return leaf.value.startsWith('jdbc:') ? { servers: jdbcServers(leaf.value), kind: 'database' } : undefined;
}

function directory(leaf: Leaf): Named | undefined {
  return /^ldaps?:\/\//i.test(leaf.value) ? { servers: serversOf(leaf.value), kind: 'user store' } : undefined;
}

/** A broker list, and the addresses that JNDI and Kafka clients are given. */
function broker(leaf: Leaf): Named | undefined {
  const key = keyOf(leaf);
  const isBroker =
    /brokerlist\s*=/i.test(leaf.value) ||
    (/naming\.provider\.url$|provider_url$|^connectionfactory\./i.test(key) && leaf.value.includes('://')) ||
    /^bootstrap\.?servers$/i.test(key);
  return isBroker ? { servers: serversOf(leaf.value), kind: 'broker' } : undefined;
}

/** Host and port apart, as Java Mail and the e-mail adapter have them. */
function mail(leaf: Leaf, beside: Beside): Named | undefined {
  const key = keyOf(leaf);
  const isAdapter = key === 'hostname' && leaf.steps.some(({ name }) => name === 'email');
  if (key !== 'mail.smtp.host' && !isAdapter) return undefined;
  const port = beside('mail.smtp.port') ?? beside('port') ?? '25';
  return { servers: [`${leaf.value}:${port}`], kind: 'mail' };
}

/** The authenticator of the MQTT transport of brokers asks a key manager. */
function tokenService(leaf: Leaf): Named | undefined {
  const isAsked = keyOf(leaf) === 'hostURL' && leaf.value.includes('/services/OAuth2TokenValidationService');
  return isAsked ? { servers: urlsOf(leaf.value), kind: TOKENS } : undefined;
}

/** Where the scripts of adaptive authentication send events: a Siddhi application, or a gateway in front of one. */
function eventReceiver(leaf: Leaf): Named | undefined {
  const isReceiver =
    ['url', 'ReceiverURL'].includes(lastName(leaf)) &&
    /(^|\/)(adaptive\/event_publisher\/url|AdaptiveAuth\/EventPublisher\/ReceiverURL)$/.test(namesOf(leaf));
  // identity.xml ships with this one, whether scripts send events or not (wso2/product-is at v5.7.0).
  const isShipped = keyOf(leaf) === 'ReceiverURL' && /^https:\/\/localhost:8280\/?$/.test(leaf.value);
  return isReceiver && !isShipped ? { servers: urlsOf(leaf.value), kind: EVENTS } : undefined;
}

/** `[database.apim_db]` without a URL. */
function table(leaf: Leaf, beside: Beside): Named | undefined {
  if (leaf.steps[0]?.name !== 'database' || keyOf(leaf) !== 'hostname' || beside('url') !== undefined) return undefined;
  const port = beside('port');
  return port === undefined ? undefined : { servers: [`${leaf.value}:${port}`], kind: 'database' };
}

function serversOf(text: string): string[] {
  return parseEndpoints(text).flatMap(({ host, port }) =>
    host === undefined || port === undefined ? [] : [`${host.includes(':') ? `[${host}]` : host}:${port}`],
  );
}

/** The name of a table, a data source or a list item around a value: `apim_db`, `WSO2AM_DB`. */
function databaseOf({ steps }: Leaf, values: ReadonlyMap<string, string>): string | undefined {
  for (let depth = steps.length - 1; depth > 0; depth--) {
    const container = containerOf(steps.slice(0, depth));
    const name = values.get(`${container}/id`) ?? values.get(`${container}/name`) ?? steps[depth - 1]?.attributes.name;
    if (name !== undefined && /^[\w.-]{1,64}$/.test(name)) return name;
  }
  const [first, second] = steps;
  return first?.name === 'database' && steps.length === 3 ? second?.name : undefined;
}

/** Endpoints with their schemes, which have to be those of what listens. */
function urlsOf(text: string): string[] {
  return parseEndpoints(text).flatMap(({ scheme, host, port }) =>
    host === undefined || port === undefined ? [] : [`${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`],
  );
}
