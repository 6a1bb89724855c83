import { type Clash, clashesOf } from '../../deployment/clashes.js';
import { groupBy, lookupIn } from '../../deployment/lookup.js';
import { occupantOf, type Socket } from '../../deployment/sockets.js';
import type { Listener } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import { isClearedByOffset, portsOf } from '../../rules/facts.js';
import { entryOf } from '../../values/memo.js';
import { isPort } from '../../values/ports.js';
import type { AcceptedClashes } from '../solve/problem.js';

/** Port problems that are accepted: an `ignore` entry matches them, or their rule is off. */
export interface Accepted {
  /** Sockets that may clash with each other. */
  readonly pairs: AcceptedClashes;
  /** Sockets that may stay on an occupied port or outside the range. */
  readonly sockets: ReadonlySet<string>;
}

/** Returns the name of a socket, which is unique on its host. */
export function socketId(socket: Listener | Socket): string {
  if ('id' in socket) return `${socket.node} ${socket.id}`;
  if (socket.container !== undefined) return `${socket.container} published ${socket.port}/${socket.protocol}`;
  return socket.forward === undefined
    ? `${socket.node} ${socket.listener}`
    : `forward ${socket.port}/${socket.protocol} ${socket.bind}`;
}

/** Returns the ports that are wanted twice and reported: the ones to fix. */
export function reportedClashes({ deployment, diagnoses }: Evaluation): readonly Clash[] {
  const reported = reportedKeys(diagnoses);
  return reported.size === 0 ? [] : clashesOf(deployment).filter((clash) => reported.has(keyOf(clash)));
}

/** Returns the port problems of a deployment that are not reported, and therefore accepted. */
export function acceptedIn({ deployment, diagnoses }: Evaluation): Accepted {
  const reported = reportedKeys(diagnoses);
  const clashes = clashesOf(deployment).filter((clash) => !reported.has(keyOf(clash)));
  const pairs = new Map<string, Set<number>>();
  for (const [number, { sockets: owners }] of clashes.entries())
    for (const socket of owners) entryOf(pairs, socketId(socket), () => new Set<number>()).add(number);
  const misplaced = new Set(diagnoses.flatMap(misplacedSockets));
  const { host } = lookupIn(deployment);
  const sockets = deployment.listeners.filter((listener) => {
    const machine = host(listener.host);
    return (
      !isPort(listener.port) ||
      (machine !== undefined && machine.occupied.length > 0 && occupantOf(machine, listener) !== undefined)
    );
  });
  return { pairs, sockets: new Set(sockets.map(socketId).filter((id) => !misplaced.has(id))) };
}

/** Returns the hosts with findings that another offset may clear. */
export function hostsToFix(diagnoses: readonly Diagnosis[]): ReadonlySet<string> {
  return new Set(groupBy(diagnoses.filter(isClearedByOffset), ({ subject }) => subject.host ?? '').keys());
}

/** The ports that findings report as wanted twice. */
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

/** Sockets that are wrong by themselves: on an occupied port, or outside the range. */
function misplacedSockets(diagnosis: Diagnosis): string[] {
  return portsOf(diagnosis).flatMap(({ owners: [owner, ...others] }) =>
    owner && others.length === 0 ? [`${owner.node} ${owner.listener}`] : [],
  );
}
