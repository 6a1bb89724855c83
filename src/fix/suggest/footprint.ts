import { lookupIn } from '../../deployment/lookup.js';
import { moves } from '../../deployment/sockets.js';
import type { Deployment, Node } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Edit, Subject } from '../../model/finding.js';
import { entryOf, memo } from '../../values/memo.js';
import { endsOf, hostKey, nodeKey } from './keys.js';

/** What a change can affect, by name, or everything. */
export type Footprint = Keys | 'everything';

interface Keys {
  /** What becomes another: nodes with their links, machines with everything on them, ports of a machine, findings. */
  readonly changed: ReadonlySet<string>;
  /** What the verdict depends on besides. */
  readonly read: ReadonlySet<string>;
}

/**
 * Returns what changes can affect: the nodes that they change, the machines with everything on them, and the nodes that dial one of these. A
 * link changes its node alone. Of a machine that runs nodes and nothing else, another offset changes the ports that it gives up and takes, and
 * the findings that name its node. Changes of which none changes what another one changes or reads do not notice each other.
 */
export function footprintOf(edits: readonly Edit[], evaluation: Evaluation): Footprint {
  const changed = new Set<string>();
  const read = new Set<string>();
  for (const edit of edits) {
    const touched = touchedBy(edit, evaluation);
    if (!touched) return 'everything';
    for (const key of touched.changed) changed.add(key);
    for (const key of touched.read) read.add(key);
  }
  return { changed, read };
}

interface Touched {
  readonly changed: readonly string[];
  readonly read: readonly string[];
}

function touchedBy(edit: Edit, evaluation: Evaluation): Touched | undefined {
  const { deployment } = evaluation;
  const { node, host } = lookupIn(deployment);
  const [root, id, key] = edit.path;
  const owner = root === 'nodes' ? node(String(id)) : undefined;
  const machine = root === 'hosts' ? host(String(id))?.id : owner?.host;
  if (machine === undefined) return undefined;
  const place = machineOf(machine, deployment);
  const diallers = (name: string) => [...(diallersOf(deployment).get(name) ?? [])].map(nodeKey);
  if (!owner) return { changed: [hostKey(place), ...diallers(hostKey(place))], read: [] };
  const nodes = [nodeKey(owner.id), ...diallers(nodeKey(owner.id))];
  const findings = (findingsOf(evaluation).get(owner.id) ?? []).map((finding) => `finding ${finding} of ${place}`);
  if (key === 'links') return { changed: [...nodes, ...findings], read: [hostKey(place)] };
  const ports = portsMoved(edit, owner, place, deployment)?.map((port) => `port ${port} of ${place}`);
  const dialling = [...nodes, ...diallers(hostKey(place))];
  if (!ports) return { changed: [...dialling, hostKey(place)], read: [] };
  return { changed: [...dialling, ...ports, ...findings], read: [hostKey(place)] };
}

/** Returns the nodes and machines of a finding. */
export function keysOf({ host, nodes }: Subject, deployment: Deployment): readonly string[] {
  const { node } = lookupIn(deployment);
  const hosts = [host, ...nodes.map((id) => node(id)?.host)].filter((id) => id !== undefined);
  return [...nodes.map(nodeKey), ...new Set(hosts.map((id) => hostKey(machineOf(id, deployment))))];
}

/** Returns the ports before and after an edit that gives a node another offset; undefined for other edits, and where more depends on it. */
function portsMoved(
  { path, to }: Edit,
  { id, offset }: Node,
  host: string,
  deployment: Deployment,
): readonly number[] | undefined {
  const isMove = path.length === 3 && path[2] === 'offset' && typeof to === 'number';
  if (!isMove || manifoldHosts(deployment).has(host)) return undefined;
  return lookupIn(deployment)
    .listenersOf(id)
    .flatMap((listener) => (moves(listener) ? [listener.port, listener.port + to - offset] : [listener.port]));
}

/** Machines with containers or forwards, and those whose nodes get an offset by what the others leave free. */
const manifoldHosts = memo(({ hosts, nodes }: Deployment): ReadonlySet<string> => {
  const contained = hosts.flatMap(({ id, on }) => (on === undefined ? [] : [id, on]));
  const forwarding = hosts.filter(({ forwards }) => forwards.length > 0).map(({ id }) => id);
  const chosen = nodes.filter(({ offsetOrigin }) => offsetOrigin === 'chosen').map(({ host }) => host);
  return new Set([...contained, ...forwarding, ...chosen]);
});

/** The findings that name each node beside others, those that are accepted included. */
const findingsOf = memo(({ diagnoses, ignored }: Evaluation): ReadonlyMap<string, readonly string[]> => {
  const findings = new Map<string, string[]>();
  for (const { subject, fingerprint } of [...diagnoses, ...ignored])
    if (subject.nodes.length > 1)
      for (const id of subject.nodes) entryOf(findings, id, (): string[] => []).push(fingerprint);
  return findings;
});

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
  for (const link of deployment.links) {
    // What a node says of itself makes it no dialler of its machine.
    if (link.target === link.node) continue;
    const { nodes, hosts } = endsOf(link);
    const named = [...nodes, ...link.targets, ...link.candidates].map(nodeKey);
    for (const key of [...named, ...hosts.map((id) => hostKey(machineOf(id, deployment)))])
      entryOf(diallers, key, () => new Set<string>()).add(link.node);
  }
  return diallers;
});
