import { endpointsOf } from '../deployment/endpoints.js';
import { groupBy, lookupIn } from '../deployment/lookup.js';
import { clashesOf, isUnanswered, occupantOf, partOf, publishedByHost, type Socket } from '../deployment/sockets.js';
import type { Deployment, Listener } from '../model/deployment.js';
import type { Unread } from '../model/discovered.js';
import type { Severity } from '../model/finding.js';
import type { Flow } from '../model/flow.js';
import type {
  DeploymentReport,
  Finding,
  LinkReport,
  ListenerReport,
  ListenerStatus,
  PublishedReport,
  PublishedStatus,
  Report,
  SuppressedFinding,
} from '../model/report.js';
import type { PortRange } from '../model/topology.js';
import { compareTexts } from '../values/lists.js';
import { entryOf } from '../values/memo.js';
import { contains, isPort } from '../values/ports.js';
import { present } from '../values/present.js';
import { WEIGHT } from '../values/severities.js';
import { endpointCounts, summedCounts } from './endpoints.js';

/** The result of checking one deployment. */
export interface Outcome {
  readonly counts: Counts;
  /** Absent where it is counted only, or where there is none. */
  readonly deployment?: Deployment;
  /** Its connections, where it is listed. */
  readonly flows?: readonly Flow[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

export type Counts = Pick<Report['summary'], 'hosts' | 'nodes' | 'listeners' | 'links' | 'endpoints'>;

/** There is nothing of anything. */
export const NO_COUNTS: Counts = { hosts: 0, nodes: 0, listeners: 0, links: 0, endpoints: endpointCounts([]) };

/** How much there is of everything in a deployment. */
export function countsOf(deployment: Deployment): Counts {
  const { hosts, nodes, listeners, links } = deployment;
  return {
    ...{ hosts: hosts.length, nodes: nodes.length, listeners: listeners.length, links: links.length },
    endpoints: endpointCounts(endpointsOf(deployment)),
  };
}

/** Puts the outcomes of all files into one report: sorted and counted, independent of the order in which files were read. */
export function reportOf(
  outcomes: readonly Outcome[],
  tool: Report['tool'],
  files: number,
  unread: readonly Unread[] = [],
): Report {
  const findings = outcomes.flatMap((outcome) => outcome.findings).sort(byPlace);
  const suppressed = outcomes.flatMap((outcome) => outcome.suppressed).sort(byPlace);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const total = (key: Exclude<keyof Counts, 'endpoints'>) => outcomes.reduce((sum, { counts }) => sum + counts[key], 0);
  return {
    reportVersion: 1,
    tool,
    summary: {
      files,
      hosts: total('hosts'),
      nodes: total('nodes'),
      listeners: total('listeners'),
      links: total('links'),
      endpoints: summedCounts(outcomes.map(({ counts }) => counts.endpoints)),
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      ignored: suppressed.length,
      baselined: 0,
    },
    findings,
    suppressed,
    deployments: outcomes.flatMap(({ deployment, flows = [] }) =>
      deployment ? [deploymentReport(deployment, flows)] : [],
    ),
    unread: unread.map(({ places, ...kind }) => ({
      ...kind,
      places: places.map(({ what, file, range }) => ({ what, file, range })),
    })),
  };
}

/** Of findings at one place the gravest comes first. */
function byPlace(a: Finding, b: Finding): number {
  return (
    compareTexts(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    WEIGHT[b.severity] - WEIGHT[a.severity] ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.fingerprint, b.fingerprint)
  );
}

function deploymentReport(deployment: Deployment, flows: readonly Flow[]): DeploymentReport {
  const statusOf = statusesIn(deployment);
  const publishedStatusOf = publishedStatusesIn(deployment, statusOf);
  const cutsOf = cutsIn(deployment);
  const dialled = dialledBy(flows);
  const published = publishedByHost(deployment);
  return {
    file: deployment.files[0] ?? '',
    ...present({ name: deployment.name }),
    hosts: deployment.hosts.map(({ id, addresses, on }) => present({ id, addresses, on })),
    nodes: deployment.nodes.map(({ id, host, product, version, profile, offset, evidence }) => ({
      id,
      host,
      product,
      version,
      profile,
      offset,
      ...(evidence ? { sources: evidence.sources } : {}),
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
    links: deployment.links.map(
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
        const several = targets.length < 2 ? undefined : targets;
        return present({
          ...{ node, link: id, endpoint: text, target, targets: several },
          ...{ listener, expectedHost, expectedPort, outcome },
        });
      },
    ),
    endpoints: endpointsOf(deployment).map(({ node, links, endpoint, origin, verdict, unjudged }) =>
      present({ node, links, endpoint, origin, verdict, reason: unjudged }),
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

/** The ports of a published range that are wanted twice, or that other software holds. */
function cutsIn(deployment: Deployment): (socket: Socket) => readonly PortRange[] {
  const { host } = lookupIn(deployment);
  const clashes = publishedClashes(deployment);
  return (socket) => [
    ...clashes(socket),
    ...(host(socket.host)?.occupied ?? []).filter(({ protocol }) => protocol === socket.protocol),
  ];
}

/** The ports of a published entry that others want too. */
function publishedClashes(deployment: Deployment): (socket: Socket) => readonly PortRange[] {
  const clashes = groupBy(
    clashesOf(deployment).flatMap(({ sockets }) => sockets.filter(({ published }) => published !== undefined)),
    entryKey,
  );
  return (socket) =>
    (clashes.get(entryKey(socket)) ?? []).map(({ port, lastPort = port }): PortRange => ({ from: port, to: lastPort }));
}

/** A range, cut at the borders of others. */
function partsAt(socket: Socket, cuts: readonly PortRange[]): readonly Socket[] {
  const { port, lastPort } = socket;
  if (lastPort === undefined) return [socket];
  const starts = cuts.flatMap(({ from, to }) => [from, to + 1]).filter((start) => port < start && start <= lastPort);
  const borders = [...new Set([port, ...starts])].sort((a, b) => a - b);
  return borders.map((start, index) => partOf(socket, start, (borders[index + 1] ?? lastPort + 1) - 1));
}

function entryKey({ host, protocol, bind, container, published }: Socket): string {
  return JSON.stringify([host, protocol, bind, container, published]);
}

/** `ok`, or the first thing that is wrong with the port of a listener or a published port. */
function statusesIn(deployment: Deployment): (socket: Listener | Socket) => ListenerStatus {
  const clashing = new Set(
    clashesOf(deployment).flatMap(({ sockets }) =>
      sockets.map(({ node = '', listener = '' }) => keyOf(node, listener)),
    ),
  );
  const published = publishedClashes(deployment);
  const { host } = lookupIn(deployment);
  const collides = (socket: Listener | Socket): boolean =>
    'id' in socket
      ? clashing.has(keyOf(socket.node, socket.id))
      : published(socket).some((range) => contains(range, socket.port));
  return (socket) => {
    if (!isPort(socket.port)) return 'out-of-range';
    if (collides(socket)) return 'collision';
    const machine = host(socket.host);
    return machine && occupantOf(machine, socket) ? 'occupied' : 'ok';
  };
}

/** Whether the port of the machine can be had comes first, then whether anything listens behind it. */
function publishedStatusesIn(
  deployment: Deployment,
  statusOf: (socket: Socket) => ListenerStatus,
): (socket: Socket) => PublishedStatus {
  const unanswered = new Set(
    deployment.hosts.flatMap((container) =>
      container.published
        .filter((published) => isUnanswered(deployment, container, published))
        .map(({ text }) => `${container.id} ${text}`),
    ),
  );
  return (socket) => {
    const status = statusOf(socket);
    return status === 'ok' && unanswered.has(`${socket.container} ${socket.published}`) ? 'unanswered' : status;
  };
}

/** Returns who dials each listener, from the rows of the matrix of connections: `gateway (throttle-publish)`. */
function dialledBy(flows: readonly Flow[]): ReadonlyMap<string, readonly string[]> {
  const dialled = new Map<string, string[]>();
  for (const { sourceNode, link, destinationNode, listener } of flows)
    if (destinationNode !== undefined && listener !== undefined)
      entryOf(dialled, keyOf(destinationNode, listener), () => []).push(`${sourceNode} (${link})`);
  return dialled;
}

function keyOf(node: string, listener: string): string {
  return `${node} ${listener}`;
}
