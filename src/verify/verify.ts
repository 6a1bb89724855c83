import { groupBy } from '../deployment/lookup.js';
import type { Deployment, Host } from '../model/deployment.js';
import type { ExportHost, ExportPlan, ExportPort } from '../model/export.js';
import type { Listing, ObservedSocket } from '../model/listing.js';
import type { Verification, VerifiedHost, VerifiedPort } from '../model/verification.js';
import { isLoopback, isNumeric, normalBind } from '../values/addresses.js';
import { compareTexts } from '../values/lists.js';
import { contains, FIRST_UNPRIVILEGED_PORT } from '../values/ports.js';
import { present } from '../values/present.js';
import { hintsOf } from './hints.js';
import { type Holders, holdersIn } from './holders.js';
import { isInSight } from './sight.js';

/** A listing with the host that it is of. */
export interface HostListing {
  readonly host: string;
  /** Its node, where it describes one process, as a log does. */
  readonly node?: string;
  readonly listing: Listing;
}

/** Compares the ports of a plan with those that its hosts have. Pure; what a listing cannot show is not judged. */
export function verify(plan: ExportPlan, deployment: Deployment, listings: readonly HostListing[]): Verification {
  const seen = plan.hosts.filter(({ id }) => listings.some(({ host }) => host === id));
  return {
    hosts: seen.flatMap((planned) => {
      const own = listings.filter(({ host }) => host === planned.id);
      const hosts = deployment.hosts.filter(({ id }) => id === planned.id);
      return hosts.map((host) => verifiedHost(narrowed(planned, own), host, own));
    }),
    unseen: plan.hosts
      .filter(({ ports, id }) => ports.length > 0 && !seen.some((host) => host.id === id))
      .map(({ id }) => id),
  };
}

/** Where every listing is of a node, only these nodes are compared. */
function narrowed(planned: ExportHost, listings: readonly HostListing[]): ExportHost {
  const nodes = new Set(listings.map(({ node }) => node));
  if (nodes.has(undefined)) return planned;
  const isWanted = (node: string | undefined) => node !== undefined && nodes.has(node);
  return {
    ...planned,
    nodes: planned.nodes.filter(({ id }) => isWanted(id)),
    ports: planned.ports.filter(({ node }) => isWanted(node)),
  };
}

function verifiedHost(planned: ExportHost, host: Host, listings: readonly HostListing[]): VerifiedHost {
  const texts = listings.map(({ listing }) => listing);
  const sockets = texts.flatMap((listing) => listing.sockets);
  const holders = holdersIn(planned, sockets);
  const open = planned.ports.filter((port) => port.open && port.lastPort === undefined);
  const judged = open.map((port) => judgedPort(port, sockets, texts, holders));
  const others = otherPorts(planned, host, sockets, holders);
  const ports = [...judged, ...others].sort(byPort);
  return {
    id: planned.id,
    formats: [...new Set(texts.map(({ format }) => format))],
    ports,
    hints: hintsOf(planned, ports),
  };
}

function judgedPort(
  planned: ExportPort,
  sockets: readonly ObservedSocket[],
  listings: readonly Listing[],
  holders: Holders,
): VerifiedPort {
  const { port, protocol, owner, bind } = planned;
  const there = sockets.filter((socket) => socket.port === port && socket.protocol === protocol);
  const entry = { port, protocol, owner, bind, addresses: addressesOf(there) };
  if (there.length === 0) {
    const isSeen = isInSight(listings, planned);
    return { ...entry, state: isSeen ? 'closed' : 'not judged', isDifference: isSeen };
  }
  const fitting = there.filter(({ address }) => address === undefined || fits(bind, address));
  const [first] = fitting.length === 0 ? there : fitting;
  const process = holders.nameOf(first?.process);
  if (!(fitting.length === 0 ? there : fitting).some((socket) => holders.isRight(planned, socket.process)))
    return { ...entry, ...present({ process }), state: 'held by another', isDifference: true };
  if (fitting.length === 0) return { ...entry, ...present({ process }), state: 'bound elsewhere', isDifference: true };
  return { ...entry, ...present({ process }), state: 'open', isDifference: false };
}

/** A name in the plan may mean any address of the host but the loopback. */
function fits(bind: string, address: string): boolean {
  const wanted = normalBind(bind);
  if (wanted === '*') return address === '*';
  if (isLoopback(wanted)) return isLoopback(address);
  return isNumeric(wanted) ? address === wanted : !isLoopback(address);
}

/** Ports that listen and are not in the plan; ports that a process of the plan chose at random are left out. */
function otherPorts(
  planned: ExportHost,
  host: Host,
  sockets: readonly ObservedSocket[],
  holders: Holders,
): VerifiedPort[] {
  const isKnown = ({ port, protocol }: ObservedSocket): boolean =>
    planned.ports.some(
      (entry) =>
        entry.open &&
        entry.protocol === protocol &&
        contains({ from: entry.port, to: entry.lastPort ?? entry.port }, port),
    ) || host.occupied.some((entry) => entry.protocol === protocol && contains(entry, port));
  const isRandom = ({ port, process }: ObservedSocket): boolean =>
    host.ephemeral !== undefined &&
    contains(host.ephemeral, port) &&
    (process?.name === undefined || holders.isNode(process));
  const others = sockets.filter((socket) => !isKnown(socket) && !isRandom(socket) && !socket.mayBeProxy);
  const byPortAndProtocol = groupBy(others, ({ port, protocol }) => `${port} ${protocol}`);
  return [...byPortAndProtocol.values()].map((there) => {
    const [{ port, protocol, process }] = there;
    const addresses = addressesOf(there);
    const closed = planned.ports.find((entry) => entry.port === port && entry.protocol === protocol);
    return {
      ...{ port, protocol, state: 'not planned' as const, addresses },
      ...present({ owner: closed?.owner, process: holders.nameOf(process) }),
      isDifference: closed !== undefined || isNoteworthy(port, addresses),
    };
  });
}

/** Services of the system, and those that no other host reaches, are not in a plan. */
function isNoteworthy(port: number, addresses: readonly string[]): boolean {
  return port >= FIRST_UNPRIVILEGED_PORT && (addresses.length === 0 || !addresses.every(isLoopback));
}

function addressesOf(sockets: readonly ObservedSocket[]): readonly string[] {
  return [...new Set(sockets.flatMap(({ address }) => address ?? []))].sort(compareTexts);
}

function byPort(a: VerifiedPort, b: VerifiedPort): number {
  return a.port - b.port || compareTexts(a.protocol, b.protocol) || compareTexts(`${a.owner}`, `${b.owner}`);
}
