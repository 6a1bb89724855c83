import type { Catalogue } from '../catalogue/catalogue.js';
import { inProfile } from '../catalogue/release.js';
import { lookupIn } from '../deployment/lookup.js';
import { reservedOn, type Socket } from '../deployment/sockets.js';
import type { Deployment, Host, Node } from '../model/deployment.js';
import type { ExportPort } from '../model/export.js';
import { compareTexts } from '../values/lists.js';
import { effectivePort, isPort } from '../values/ports.js';
import { present } from '../values/present.js';

/** Returns the ports of a host that its nodes, containers and forwards open, and those that the plan closes, by number. */
export function portsOf(host: Host, deployment: Deployment, catalogue: Catalogue): readonly ExportPort[] {
  const { listenersOn, nodesOn } = lookupIn(deployment);
  const listeners = listenersOn(host.id).map(
    ({ node, id, port, protocol, bind, shareable }): ExportPort => ({
      ...{ port, protocol, bind, owner: `${node} ${id}`, node, listener: id, open: true },
      ...(shareable ? { shareable } : {}),
    }),
  );
  const reserved = reservedOn(host.id, deployment).map(reservedPort);
  const open = [...listeners, ...reserved];
  const closed = nodesOn(host.id)
    .flatMap((node) => closedPorts(node, deployment, catalogue))
    .filter(({ port, protocol }) => !open.some((other) => isAt(other, port) && other.protocol === protocol))
    .filter(
      ({ port, protocol }) => !host.occupied.some((by) => by.protocol === protocol && by.from <= port && port <= by.to),
    );
  return [...open, ...closed].filter(({ port }) => isPort(port)).sort(byPort);
}

function reservedPort({ port, lastPort, protocol, bind, derivation }: Socket): ExportPort {
  return { ...present({ port, lastPort }), protocol, bind, owner: derivation, open: true };
}

/** Listeners that the release opens by default in this profile and that the plan switched off. */
function closedPorts(node: Node, deployment: Deployment, catalogue: Catalogue): ExportPort[] {
  const { listener: listenerOf } = lookupIn(deployment);
  const { offset, offsetOrigin, profile } = node;
  const listeners = catalogue.release(node.product, node.release)?.listeners ?? [];
  return listeners
    .filter(({ id, enabled, profiles }) => enabled === true && inProfile(profiles, profile) && !listenerOf(node.id, id))
    .flatMap(({ id, protocol, ...rest }) => {
      const effective = effectivePort({ ...rest, configured: undefined, offset, shipped: offsetOrigin === 'shipped' });
      if (!effective) return [];
      const owner = `${node.id} ${id}`;
      return [{ port: effective.port, protocol, bind: '*', owner, node: node.id, listener: id, open: false }];
    });
}

function isAt({ port, lastPort = port }: ExportPort, wanted: number): boolean {
  return port <= wanted && wanted <= lastPort;
}

function byPort(a: ExportPort, b: ExportPort): number {
  return (
    a.port - b.port ||
    compareTexts(a.protocol, b.protocol) ||
    compareTexts(a.bind, b.bind) ||
    compareTexts(a.owner, b.owner)
  );
}
