import { groupBy, lookupIn } from '../../deployment/lookup.js';
import { type Clash, clashesOf, occupantOf, type Socket } from '../../deployment/sockets.js';
import type { Listener } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Diagnosis } from '../../model/finding.js';
import type { Data } from '../../rules/rule.js';
import { isPort } from '../../values/ports.js';
import { pairOf } from '../solve/problem.js';

/** Rules whose findings another offset may clear. */
export const OF_OFFSETS: ReadonlySet<string> = new Set(['port-collision', 'occupied-port', 'port-range']);

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
  return new Set(
    groupBy(
      diagnoses.filter(({ rule }) => OF_OFFSETS.has(rule)),
      ({ subject }) => subject.host ?? '',
    ).keys(),
  );
}

function reportedKeys(diagnoses: readonly Diagnosis[]): ReadonlySet<string> {
  const collisions = diagnoses.filter(({ rule }) => rule === 'port-collision');
  return new Set(
    collisions.flatMap(({ data }) =>
      (data as Data).ports.map(({ port, protocol }: Data) => `${data.host} ${port}/${protocol}`),
    ),
  );
}

function keyOf({ host, port, protocol }: Clash): string {
  return `${host} ${port}/${protocol}`;
}

function complainedSockets({ rule, subject }: Diagnosis): string[] {
  if (rule !== 'occupied-port' && rule !== 'port-range') return [];
  return subject.nodes.flatMap((node) => subject.listeners.map((listener) => `${node} ${listener}`));
}
