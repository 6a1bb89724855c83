import { conflict } from '../../deployment/clashes.js';
import { lookupIn } from '../../deployment/lookup.js';
import { PortSpace, type Taking } from '../../deployment/port-space.js';
import { moves, occupantOf, onPort, reservedOn, type Socket } from '../../deployment/sockets.js';
import type { Decision } from '../../model/correction.js';
import type { Deployment, Listener } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import { configurationAt, valueEdit } from '../../rules/candidate.js';
import { isClearedByOffset, portsOf } from '../../rules/facts.js';
import { isPort, MAX_PORT } from '../../values/ports.js';
import { present } from '../../values/present.js';
import { reportedClashes } from './accepted-ports.js';
import { fromTo } from './decision.js';

/**
 * Returns whether a listener that no offset moves may get another port. The product must have a setting for it, and every client must
 * take the port from a list or a link that is corrected as well: cluster members, Thrift, and ports that the vendor asks to edit by
 * hand. The ports of a pinned node belong to the operator.
 */
export function isSettable(listener: Listener, deployment: Deployment): boolean {
  const node = lookupIn(deployment).owner(listener);
  if (node.pinned || moves(listener) || !listener.setting || listener.basePort === null) return false;
  if (listener.configured !== undefined && listener.explicitTakesOffset !== false) return false;
  return listener.settable === true || listener.shift === 'manual';
}

/** Decides on other ports for listeners that no offset moves and that want a port which is taken. */
export function fixedPortDecisions(evaluation: Evaluation): readonly Decision[] {
  const { deployment, diagnoses } = evaluation;
  const { listener: listenerOf } = lookupIn(deployment);
  const changed = new Map<Listener, number>();
  const settable = (node: unknown, id: unknown): Listener | undefined => {
    const listener = listenerOf(String(node), String(id));
    return listener && isSettable(listener, deployment) && !changed.has(listener) ? listener : undefined;
  };
  const move = (listener: Listener) => {
    const port = freePort(listener, deployment, changed);
    if (port !== undefined) changed.set(listener, port);
  };
  for (const { sockets } of reportedClashes(evaluation)) {
    const movable = sockets.flatMap(({ container, node, listener }) =>
      container === undefined ? (settable(node, listener) ?? []) : [],
    );
    // Where all of them could move, the first one stays.
    for (const listener of movable.length === sockets.length ? movable.slice(1) : movable) move(listener);
  }
  for (const { port, owners } of diagnoses.flatMap(portsOf)) {
    const [owner, ...others] = owners;
    const isOccupied = owner !== undefined && others.length === 0 && isPort(port);
    const listener = isOccupied ? settable(owner.node, owner.listener) : undefined;
    if (listener) move(listener);
  }
  return [...changed].map(([listener, port]) => decisionOf(listener, port, evaluation));
}

/** Returns the base port plus the offset where that is free, else the next port that is. */
function freePort(
  listener: Listener,
  deployment: Deployment,
  changed: ReadonlyMap<Listener, number>,
): number | undefined {
  const { owner, listenersOn, host } = lookupIn(deployment);
  const machine = host(listener.host);
  if (!machine) return undefined;
  const { offset, shippedOffset } = owner(listener);
  const portOf = (other: Listener | Socket) => ('id' in other ? (changed.get(other) ?? other.port) : other.port);
  const others = [...listenersOn(listener.host), ...reservedOn(listener.host, deployment)].filter(
    (other) => other !== listener && conflict(other, listener),
  );
  const taken = new PortSpace<Taking>(
    others.map((other) => ({ ...present({ lastPort: rangeEnd(other) }), port: portOf(other) })),
  );
  const isFree = (port: number) =>
    isPort(port) &&
    port !== listener.port &&
    !taken.some(port, () => true) &&
    !occupantOf(machine, onPort(listener, port));
  const usual = (listener.basePort ?? listener.port) + offset - shippedOffset;
  if (isFree(usual)) return usual;
  for (let port = listener.port + 1; port <= MAX_PORT; port++) if (isFree(port)) return port;
  return undefined;
}

function rangeEnd(socket: Listener | Socket): number | undefined {
  return 'id' in socket ? undefined : socket.lastPort;
}

function decisionOf(listener: Listener, port: number, { deployment, diagnoses }: Evaluation): Decision {
  const { owner, portPath } = lookupIn(deployment);
  const { configured, setting } = listener;
  return {
    subject: listener.node,
    title: `ports.${listener.id} ${fromTo(configured, port)}`,
    edits: [valueEdit({ file: owner(listener).place.file, path: portPath(listener), from: configured, to: port })],
    configuration: configurationAt(listener.node, setting, port),
    moves: listener.node,
    clears: diagnoses.filter(
      (diagnosis) =>
        isClearedByOffset(diagnosis) &&
        diagnosis.subject.host === listener.host &&
        diagnosis.subject.nodes.includes(listener.node) &&
        diagnosis.subject.listeners.includes(listener.id),
    ),
  };
}
