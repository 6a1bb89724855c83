import { groupBy, lookupIn } from '../../deployment/lookup.js';
import { type Clash, clashesOf, occupantOf, type Socket } from '../../deployment/sockets.js';
import type { Listener } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { isClearedByOffset, portsOf } from '../../rules/facts.js';
import { isPort } from '../../values/ports.js';
import { pairOf } from '../solve/problem.js';

/** What is wrong with ports and nobody minds: an `ignore` entry accepts it, or the rule is off. */
export interface Accepted {
  /** Pairs of sockets that may clash. */
  readonly pairs: ReadonlySet<string>;
  /** Sockets that may stay on an occupied port or outside the range. */
  readonly sockets: ReadonlySet<string>;
}

/** The name of a socket on its host. */
export function socketId(socket: Listener | Socket): string {
  if ('id' in socket) return `${socket.node} ${socket.id}`;
  if (socket.container !== undefined) return `${socket.container} published ${socket.port}/${socket.protocol}`;
  return socket.forward === undefined
    ? `${socket.node} ${socket.listener}`
    : `forward ${socket.port}/${socket.protocol} ${socket.bind}`;
}

/** Ports that are wanted twice and reported, which is what there is to cure. */
export function reportedClashes({ deployment, diagnoses }: Evaluation): readonly Clash[] {
  const reported = reportedKeys(diagnoses);
  return reported.size === 0 ? [] : clashesOf(deployment).filter((clash) => reported.has(keyOf(clash)));
}

export function acceptedIn({ deployment, diagnoses }: Evaluation): Accepted {
  const reported = reportedKeys(diagnoses);
  const clashes = clashesOf(deployment).filter((clash) => !reported.has(keyOf(clash)));
  const pairs = clashes.flatMap(({ sockets }) => {
    const ids = sockets.map(socketId);
    return ids.flatMap((id, index) => ids.slice(index + 1).map((other) => pairOf(id, other)));
  });
  const complained = new Set(diagnoses.flatMap(complainedSockets));
  const { host } = lookupIn(deployment);
  const sockets = deployment.listeners.filter((listener) => {
    const machine = host(listener.host);
    return (
      !isPort(listener.port) ||
      (machine !== undefined && machine.occupied.length > 0 && occupantOf(machine, listener) !== undefined)
    );
  });
  return { pairs: new Set(pairs), sockets: new Set(sockets.map(socketId).filter((id) => !complained.has(id))) };
}

/** The hosts with something to cure. */
export function hostsToCure(diagnoses: readonly Diagnosis[]): ReadonlySet<string> {
  return new Set(groupBy(diagnoses.filter(isClearedByOffset), ({ subject }) => subject.host ?? '').keys());
}

/** Ports that findings say are wanted twice. */
function reportedKeys(diagnoses: readonly Diagnosis[]): ReadonlySet<string> {
  return new Set(
    diagnoses
      .flatMap(portsOf)
      .filter(({ owners }) => owners.length > 1)
      .map(keyOf),
  );
}

function keyOf({ host, port, protocol }: Pick<Clash, 'host' | 'port' | 'protocol'>): string {
  return `${host} ${port}/${protocol}`;
}

/** Sockets that a finding calls wrong by themselves: on an occupied port, or outside the range. */
function complainedSockets(diagnosis: Diagnosis): string[] {
  return portsOf(diagnosis).flatMap(({ owners: [owner, ...others] }) =>
    owner && others.length === 0 ? [`${owner.node} ${owner.listener}`] : [],
  );
}
