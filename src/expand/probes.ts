import type { Host, Listener, Probe } from '../model/deployment.js';
import { speaks } from '../values/endpoints.js';
import { contains } from '../values/ports.js';
import { mayOpenOn, type PlacedNode } from './listeners.js';

/** Returns the ports that something asks to find out whether nodes are well, each judged by what listens in the node's port space. */
export function probesOf(
  nodes: readonly PlacedNode[],
  listeners: readonly Listener[],
  hosts: readonly Host[],
): Probe[] {
  return nodes.flatMap((node) =>
    node.plan.probes.map((probe): Probe => {
      const asked = { ...probe, node: node.plan.id, host: node.plan.host.id };
      const { port } = probe;
      const listener = listeners.find(
        (each) => each.host === asked.host && each.port === port && each.protocol === 'tcp',
      );
      if (listener)
        return { ...asked, listener: listener.id, verdict: speaks(listener, probe.scheme) ? 'right' : 'wrong' };
      const host = hosts.find(({ id }) => id === asked.host);
      const isOpen =
        typeof port === 'number' && (mayOpenOn(node, port) || host?.occupied.some((entry) => contains(entry, port)));
      return { ...asked, verdict: isOpen ? 'undecided' : 'wrong' };
    }),
  );
}
