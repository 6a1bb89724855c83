import { allLinks } from '../deployment/all-links.js';
import { endpointsOf } from '../deployment/endpoints.js';
import { lookupIn } from '../deployment/lookup.js';
import { publishedByHost, type Socket } from '../deployment/sockets.js';
import type { Deployment, Listener } from '../model/deployment.js';
import type { Flow } from '../model/flow.js';
import type {
  DeploymentReport,
  LinkReport,
  ListenerReport,
  ListenerStatus,
  PublishedReport,
  PublishedStatus,
} from '../model/report.js';
import type { PortRange } from '../model/topology.js';
import { shortened } from '../values/lists.js';
import { entryOf } from '../values/memo.js';
import { present } from '../values/present.js';
import { cutsIn, keyOf, partsAt, publishedStatusesIn, statusesIn } from './port-statuses.js';

export function deploymentReport(deployment: Deployment, flows: readonly Flow[]): DeploymentReport {
  const statusOf = statusesIn(deployment);
  const publishedStatusOf = publishedStatusesIn(deployment, statusOf);
  const cutsOf = cutsIn(deployment);
  const dialled = dialledBy(flows);
  const published = publishedByHost(deployment);
  return {
    file: deployment.files[0] ?? '',
    ...present({ name: deployment.name }),
    hosts: deployment.hosts.map(({ id, addresses, on, ephemeral }) => present({ id, addresses, on, ephemeral })),
    nodes: deployment.nodes.map(({ id, host, product, version, profile, offset, evidence }) => ({
      id,
      host,
      product,
      version,
      profile,
      offset,
      ...(evidence ? { sources: [...evidence.sources, ...(evidence.objects ?? [])] } : {}),
    })),
    listeners: deployment.listeners.map((listener) =>
      listenerReport(listener, statusOf(listener), dialled.get(keyOf(listener.node, listener.id)) ?? []),
    ),
    assumed: deployment.nodes.flatMap(({ id, evidence }) =>
      (evidence?.assumed ?? []).map((assumption) => ({ node: id, ...assumption })),
    ),
    published: deployment.hosts.flatMap(({ id }) =>
      publishedReports(published.get(id) ?? [], cutsOf, publishedStatusOf),
    ),
    links: allLinks(deployment).map(
      ({
        node,
        id,
        endpoint,
        dialled: port,
        target,
        targets,
        listener,
        expectedHost,
        expectedPort,
        outcome,
      }): LinkReport => {
        const text = endpointText(deployment, endpoint?.text, target, port);
        const several = targets.length < 2 ? undefined : shortened(targets);
        return present({
          ...{ node, link: id, endpoint: text, target, targets: several?.first, moreTargets: several?.more },
          ...{ listener, expectedHost, expectedPort, outcome },
        });
      },
    ),
    endpoints: endpointsOf(deployment).map(
      ({ node, links, endpoint, origin, verdict, unjudged, place: { file, range } }) =>
        present({
          ...{ node, links, endpoint, origin, verdict, reason: unjudged },
          // A shipped value has the place of its node, which explains nothing.
          ...(range && origin !== 'shipped' ? { file, range } : {}),
        }),
    ),
  };
}

function listenerReport(listener: Listener, status: ListenerStatus, dialledBy: readonly string[]): ListenerReport {
  const { host, node, id, protocol, transport, bind, basePort, port, derivation } = listener;
  return { host, node, listener: id, protocol, transport, bind, basePort, port, derivation, status, dialledBy };
}

/** The literal, or the host of the target with the port that the product computes. */
function endpointText(
  deployment: Deployment,
  text: string | undefined,
  target: string | undefined,
  port: number | undefined,
): string | undefined {
  if (text !== undefined) return text;
  const host = target === undefined ? undefined : lookupIn(deployment).node(target)?.host;
  return host === undefined || port === undefined ? undefined : `${host}:${port}`;
}

/** A published range is one entry, or several where some of its ports are wanted by others or occupied. */
function publishedReports(
  sockets: readonly Socket[],
  cutsOf: (socket: Socket) => readonly PortRange[],
  statusOf: (socket: Socket) => PublishedStatus,
): PublishedReport[] {
  return sockets.flatMap((socket) =>
    partsAt(socket, cutsOf(socket)).map((part) => {
      const { host, port, lastPort, protocol, bind, container = '', published = '', node, listener } = part;
      const behind = node === undefined || listener === undefined ? {} : { node, listener };
      const last = lastPort === undefined ? {} : { lastPort };
      return { host, port, ...last, protocol, bind, container, published, ...behind, status: statusOf(part) };
    }),
  );
}

/** Returns who dials each listener, from the rows of the matrix of connections: `gateway (throttle-publish)`. */
function dialledBy(flows: readonly Flow[]): ReadonlyMap<string, readonly string[]> {
  const dialled = new Map<string, string[]>();
  for (const { sourceNode, link, destinationNode, listener } of flows)
    if (destinationNode !== undefined && listener !== undefined)
      entryOf(dialled, keyOf(destinationNode, listener), () => []).push(`${sourceNode} (${link})`);
  return dialled;
}
