import type {
  MachineAnswers,
  NeededName,
  NeededPeer,
  NeededPort,
  Obstacle,
  PreflightPlan,
} from '../model/preflight.js';
import { present } from '../values/present.js';
import { tryBind } from './bind.js';
import { tryConnect } from './connect.js';
import { outgoingPorts, reservedPortsOfMachine } from './machine.js';
import { addressesOfName } from './resolve.js';
import { eachOf } from './within.js';

/** The questions that are allowed. */
export interface Scope {
  /** Says who has a port, from a listing of this machine; without it each port is bound for a moment. */
  readonly holderOf?: (port: NeededPort) => Obstacle | undefined;
  /** Whether servers that the nodes dial are asked for a connection. */
  readonly connect: boolean;
}

/** At most so many names and servers are asked, and so many at once. */
const MOST = 200;
const AT_ONCE = 8;
/** Milliseconds that a server has to accept a connection. */
const PATIENCE = 3000;

/** Asks this machine what a plan needs to know of it. */
export async function answersOf(plan: PreflightPlan, { holderOf, connect }: Scope): Promise<MachineAnswers> {
  const taken = new Map<NeededPort, Obstacle>();
  const resolved = new Map<NeededName, readonly string[]>();
  const refused = new Map<NeededPeer, string>();
  // One after the other: two nodes may want one port, and must not be in each other's way.
  for (const port of plan.ports) {
    const obstacle = holderOf ? holderOf(port) : await obstacleTo(port);
    if (obstacle) taken.set(port, obstacle);
  }
  await eachOf(plan.names.slice(0, MOST), AT_ONCE, async (name) => {
    resolved.set(name, await addressesOfName(name.name));
  });
  const unknown = new Set([...resolved].filter(([, addresses]) => addresses.length === 0).map(([{ name }]) => name));
  const peers = connect ? plan.peers.filter(({ host }) => !unknown.has(host)).slice(0, MOST) : [];
  await eachOf(peers, AT_ONCE, async (peer) => {
    const reason = await tryConnect(peer.host, peer.port, PATIENCE);
    if (reason !== undefined) refused.set(peer, reason);
  });
  return {
    taken: inOrder(plan.ports, taken),
    ...present({ outgoing: outgoingPorts() }),
    reserved: reservedPortsOfMachine(),
    resolved,
    refused: inOrder(plan.peers, refused),
    connected: peers.length,
  };
}

/** The node's own address, and the loopback: a server that has it there is in the way of one that wants all addresses. */
async function obstacleTo(port: NeededPort): Promise<Obstacle | undefined> {
  return (await tryBind(port, port.bind)) ?? (port.bind === '*' ? await tryBind(port, '127.0.0.1') : undefined);
}

/** Answers come in any order. */
function inOrder<K, V>(keys: readonly K[], answers: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  return new Map(
    keys.flatMap((key) => {
      const answer = answers.get(key);
      return answer === undefined ? [] : [[key, answer] as const];
    }),
  );
}
