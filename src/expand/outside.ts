import type { Host, Link } from '../model/deployment.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { Claim } from './address-book.js';
import { type NearName, nearNamesOf } from './near-names.js';
import type { Network } from './network.js';

/** Addresses that look like a name of the plan and are none: each once, at the first link that has it. */
export function nearMisses(links: readonly Link[], network: Network): ReferenceProblem[] {
  const unknown = new Map<string, Link>();
  for (const link of links) {
    const name = link.outcome === 'external' ? link.endpoint?.host : undefined;
    if (name !== undefined && link.dialledHost === undefined && !unknown.has(name)) unknown.set(name, link);
  }
  if (unknown.size === 0) return [];
  const nearName = nearNamesOf(network.addresses.names, (id) => network.node(id)?.plan.host.id);
  return [...unknown].flatMap(([name, link]) => {
    const near = nearName(name);
    return near ? [nearMiss(name, near, link)] : [];
  });
}

function nearMiss(name: string, near: NearName, { node, id, place }: Link): ReferenceProblem {
  return {
    message: 'address',
    data: { kind: 'host', name, by: `${id} of ${node}`, nearest: near.name, likeness: near.kind },
    at: { ...place, label: `no host of the plan; did you mean "${near.name}"?` },
    related: [],
    severity: 'warning',
    subject: { nodes: [node], listeners: [], detail: `host ${name}` },
  };
}

/** Makes the problems of addresses that several hosts of one network have. */
export function claimProblems(claims: readonly Claim[]): ReferenceProblem[] {
  return claims.map(({ address, hosts: [first, second, ...more] }) => ({
    message: 'claimed',
    data: { kind: 'host', name: address, hosts: [first, second, ...more].map(({ id }) => id) },
    at: labelOf(second),
    related: [first, ...more].map(labelOf),
    subject: { host: second.id, nodes: [], listeners: [], detail: `address ${address}` },
  }));
}

function labelOf({ id, place }: Host) {
  return { ...place, part: 'key' as const, label: `${id} is one of them` };
}
