import type { Place } from '../model/finding.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { HostPlan, NodePlan } from '../model/topology.js';
import { canonicalAddress, isLoopback, isNumeric, normalBind } from '../values/addresses.js';
import { unknownReference } from './reference.js';

/** Who names an address, and where. */
interface Naming {
  readonly by: string;
  readonly place: Place;
  readonly node?: string;
}

/** Returns the one spelling of an address that something on a host binds. */
export type Binds = (bind: string, naming: Naming) => string;

/**
 * Returns what addresses mean on a host. A name of the host is its first IPv4 address, else its first address, else its id: a socket is bound to a
 * number, whatever name it was given by. An address that the host does not list is a problem where it lists others of that kind.
 */
export function bindsOn({ id, addresses }: Pick<HostPlan, 'id' | 'addresses'>, problems: ReferenceProblem[]): Binds {
  const known = [id, ...addresses].map(canonicalAddress);
  const numbers = known.filter(isNumeric);
  const own = numbers.find((address) => !address.includes(':')) ?? numbers[0] ?? canonicalAddress(id);
  return (bind, { by, place, node }) => {
    const address = normalBind(bind);
    // A variable of a configuration file has a value only while the product runs.
    if (address === '*' || isLoopback(address) || /[${}]/.test(address)) return address;
    if (known.includes(address)) return isNumeric(address) ? address : own;
    const listed = isNumeric(address) ? numbers : addresses;
    if (listed.length > 0) {
      const reason = `${id} has ${addresses.slice(0, LISTED).join(', ') || id}${addresses.length > LISTED ? ' and others' : ''}`;
      problems.push(unknownReference({ kind: 'address', name: bind, place, by, reason, node }));
    }
    return address;
  };
}

/** Addresses of a host that a message lists. */
const LISTED = 8;

/** Returns a node with its binds in one spelling. */
export function withBinds(node: NodePlan, binds: Binds): NodePlan {
  if (node.bind === undefined && node.ports.every(({ bind }) => bind === undefined)) return node;
  const naming = { by: `node ${node.id}`, node: node.id };
  const ports = node.ports.map((setting) => {
    if (setting.bind === undefined) return setting;
    return { ...setting, bind: binds(setting.bind, { ...naming, place: setting.place }) };
  });
  if (node.bind === undefined) return { ...node, ports };
  const place = { ...node.place, path: [...node.place.path, 'bind'] };
  return { ...node, ports, bind: binds(node.bind, { ...naming, place }) };
}
