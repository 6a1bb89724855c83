import { isUnknown } from '../configuration/format.js';
import { fragmentsInForce, hostNameIn, offsetIn } from '../configuration/reading.js';
import { stemOf } from '../configuration/variant-words.js';
import type { Fragment } from '../model/fragment.js';
import type { FoundNode, FoundNodes } from './nodes.js';

/** Returns what no other deployment can have at the same time: nodes, and beside those of containers the services that publish fixed ports of the machine. */
export function claimsOf({ nodes, neighbours }: Pick<FoundNodes, 'nodes' | 'neighbours'>): ReadonlySet<string> {
  const beside = nodes.some(({ project }) => project !== undefined) ? neighbours : [];
  const published = beside.flatMap(({ service: { name, published: ports } }) => {
    const fixed = ports.map(({ value }) => value).filter((value) => /\d:\d/.test(value));
    return fixed.length === 0 ? [] : [`service ${name} ${fixed.sort().join(' ')}`];
  });
  return new Set([...nodes.map(claimOf), ...published]);
}

/** The identity of a node for the operator: a service or machine by its name, a server by its name, host name and offset. */
function claimOf({ kind, name, service, fragments }: FoundNode): string {
  if (service) return `service ${service.name}`;
  if (kind === 'machine') return `machine ${name}`;
  return `${kind} ${stemOf(name)} ${signatureOf(fragments)}`;
}

/** The identity of a node on its machine: the name and offset that its files give it. */
function signatureOf(fragments: readonly Fragment[]): string {
  const inForce = fragmentsInForce(fragments);
  const text = (value: unknown) => (isUnknown(value) ? `?${value.unknown}` : String(value ?? ''));
  return `${text(hostNameIn(inForce)?.value)} ${text(offsetIn(inForce)?.value)}`;
}
