import type { Path } from '../model/finding.js';
import type { TopologyDocument } from '../model/topology.js';

type Data = Readonly<Record<string, unknown>>;

/** Keys of a host that other nodes and links do not depend on. */
const OWN_KEYS: ReadonlySet<string> = new Set(['occupied', 'ephemeral']);

/** The pattern of ids in the schema. */
const ID = /^[A-Za-z0-9._-]{1,128}$/;

/** Keys without which nothing can be said of any node. */
const WHOLE: ReadonlySet<string> = new Set(['version', 'defaults']);

/**
 * Returns the part of a document that its faults leave sound, so that one slip does not hide the collisions of other nodes; undefined
 * where a fault concerns the whole. A node with a fault stays without a product: what it opens is not known, and what leads to
 * it is not judged. Lists keep the numbers of their entries.
 */
export function soundPart(data: unknown, faults: readonly Path[]): TopologyDocument | undefined {
  if (!isMap(data) || !isMap(data.nodes) || !isMap(data.hosts) || faults.some(concernsAll)) return undefined;
  const faulty = (key: string) => faults.filter(([first]) => first === key).map(([, ...rest]) => rest);
  const hosts = hostsWithout(data.hosts, faulty('hosts'));
  const unclear = new Set(faulty('hosts').flatMap(([id, key]) => (OWN_KEYS.has(String(key)) ? [] : [String(id)])));
  const products = new Set(faulty('products').map(([id]) => String(id)));
  const broken = new Set(faulty('nodes').map(([id]) => String(id)));
  const standard = isMap(data.defaults) ? data.defaults.product : undefined;
  const isBroken = (id: string, node: unknown) =>
    broken.has(id) ||
    !isMap(node) ||
    unclear.has(String(node.host)) ||
    products.has(String(node.product ?? standard ?? ''));
  const nodes = entries(data.nodes)
    .filter(([id]) => ID.test(id))
    .map(([id, node]) => [id, isBroken(id, node) ? withoutProduct(node, hosts) : node] as const);
  const sound = {
    ...without(data, new Set(faults.map(([first]) => String(first)))),
    hosts,
    nodes: Object.fromEntries(nodes),
    ...listed('ignore', data.ignore, faulty('ignore')),
    ...mapped('rules', data.rules, faulty('rules')),
    ...mapped('products', data.products, faulty('products')),
  };
  // The parts that are left out are those that the validator refused.
  return sound as unknown as TopologyDocument;
}

function concernsAll(path: Path): boolean {
  const [key, ...rest] = path;
  if (key === undefined || WHOLE.has(String(key))) return true;
  return rest.length === 0 && (key === 'hosts' || key === 'nodes' || key === 'products');
}

function withoutProduct(node: unknown, hosts: Data): Data {
  const host = isMap(node) && typeof node.host === 'string' && Object.hasOwn(hosts, node.host) ? node.host : '';
  return { host, product: '', version: '' };
}

/** Hosts without what is wrong in them; a list keeps its other entries. */
function hostsWithout(hosts: Data, faults: readonly Path[]): Data {
  const wrong = new Set(faults.flatMap(([id, key]) => (key === undefined ? [String(id)] : [])));
  return Object.fromEntries(
    entries(without(hosts, wrong)).map(([id, host]) => {
      const own = faults.filter(([first]) => first === id).map(([, ...rest]) => rest);
      if (own.length === 0 || !isMap(host)) return [id, host];
      const { occupied, ...others } = host;
      const keys = new Set(own.map(([key]) => String(key)));
      keys.delete('occupied');
      const entriesWrong = own.flatMap(([key, ...rest]) => (key === 'occupied' ? [rest] : []));
      return [id, { ...without(others, keys), ...listed('occupied', occupied, entriesWrong) }];
    }),
  );
}

/** A list with holes in the places of its wrong entries, nothing where the list itself is wrong. */
function listed(key: string, list: unknown, faults: readonly Path[]): Data {
  if (!Array.isArray(list) || faults.some((path) => path.length === 0)) return {};
  const sound = [...list];
  for (const [index] of faults) delete sound[Number(index)];
  return { [key]: sound };
}

function mapped(key: string, map: unknown, faults: readonly Path[]): Data {
  if (!isMap(map) || faults.some((path) => path.length === 0)) return {};
  return { [key]: without(map, new Set(faults.map(([first]) => String(first)))) };
}

function without(map: Data, keys: ReadonlySet<string>): Data {
  return Object.fromEntries(entries(map).filter(([key]) => !keys.has(key)));
}

function entries(map: Data): readonly (readonly [string, unknown])[] {
  return Object.entries(map);
}

function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
