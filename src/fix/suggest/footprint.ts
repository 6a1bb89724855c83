import { lookupIn } from '../../deployment/lookup.js';
import type { Deployment } from '../../model/deployment.js';
import type { Edit, Subject } from '../../model/finding.js';
import { entryOf, memo } from '../../values/memo.js';

/** The nodes and machines that a change can affect, by name, or everything. */
export type Footprint = ReadonlySet<string> | 'everything';

/**
 * Returns what the verdict about a change can depend on: the nodes that it changes, the machines with everything on them, and the nodes that
 * dial one of these. Changes whose footprints have nothing in common do not notice each other.
 */
export function footprintOf(edits: readonly Edit[], deployment: Deployment): Footprint {
  const { node, host } = lookupIn(deployment);
  const touched = new Set<string>();
  for (const {
    path: [root, id],
  } of edits) {
    const changed = root === 'nodes' ? node(String(id)) : undefined;
    const machine = root === 'hosts' ? host(String(id))?.id : changed?.host;
    if (machine === undefined) return 'everything';
    const place = machineOf(machine, deployment);
    if (changed) touched.add(nodeKey(changed.id));
    touched.add(hostKey(place));
    for (const key of [...(changed ? [nodeKey(changed.id)] : []), hostKey(place)])
      for (const dialler of diallersOf(deployment).get(key) ?? []) touched.add(nodeKey(dialler));
  }
  return touched;
}

/** Returns the nodes and machines of a finding. */
export function keysOf({ host, nodes }: Subject, deployment: Deployment): readonly string[] {
  const { node } = lookupIn(deployment);
  const hosts = [host, ...nodes.map((id) => node(id)?.host)].filter((id) => id !== undefined);
  return [...nodes.map(nodeKey), ...hosts.map((id) => hostKey(machineOf(id, deployment)))];
}

/** The machine that a container runs on, in the end. */
function machineOf(host: string, deployment: Deployment): string {
  const { host: hostOf } = lookupIn(deployment);
  const seen = new Set<string>();
  let machine = host;
  for (let on = hostOf(machine)?.on; on !== undefined && !seen.has(on); on = hostOf(machine)?.on) {
    seen.add(machine);
    machine = on;
  }
  return machine;
}

/** Nodes by what they dial or could dial: a node, or a machine. */
const diallersOf = memo((deployment: Deployment): ReadonlyMap<string, ReadonlySet<string>> => {
  const diallers = new Map<string, Set<string>>();
  for (const {
    node,
    target,
    targets,
    candidates,
    peers = [],
    reached,
    front,
    dialledHost,
    expectedHost,
  } of deployment.links) {
    const nodes = [target, reached?.node, ...targets, ...candidates, ...peers].filter((id) => id !== undefined);
    const hosts = [front, dialledHost, expectedHost].filter((id) => id !== undefined);
    const keys = [...nodes.map(nodeKey), ...hosts.map((id) => hostKey(machineOf(id, deployment)))];
    for (const key of keys) entryOf(diallers, key, () => new Set<string>()).add(node);
  }
  return diallers;
});

function nodeKey(id: string): string {
  return `node ${id}`;
}

function hostKey(id: string): string {
  return `host ${id}`;
}
