import type { Host } from '../model/deployment.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { ForwardTarget } from '../model/topology.js';
import type { ResolvedNode } from './nodes.js';
import { unknownReference } from './reference.js';

/** Hosts whose forwards name nodes that exist and listeners by their canonical ids; a target on a node that is unknown, or of which nothing is known, is left out. */
export function withForwards(
  hosts: readonly Host[],
  nodes: readonly ResolvedNode[],
  unresolved: ReadonlySet<string>,
  problems: ReferenceProblem[],
): readonly Host[] {
  if (hosts.every(({ forwards }) => forwards.length === 0)) return hosts;
  const byId = new Map(nodes.map((node) => [node.plan.id, node]));
  const resolve = (host: string, target: ForwardTarget): ForwardTarget[] => {
    const node = byId.get(target.node);
    if (node) return [{ ...target, listener: node.names.listeners.get(target.listener)?.id ?? target.listener }];
    if (!unresolved.has(target.node))
      problems.push(
        unknownReference({
          kind: 'node',
          name: target.node,
          place: target.place,
          by: `forward of host ${host}`,
          legal: [...byId.keys(), ...unresolved],
        }),
      );
    return [];
  };
  return hosts.map((host) => ({
    ...host,
    forwards: host.forwards.map((forward) => ({
      ...forward,
      to: forward.to.flatMap((target) => resolve(host.id, target)),
    })),
  }));
}
