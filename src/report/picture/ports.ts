import { groupBy } from '../../deployment/lookup.js';
import type { DeploymentReport } from '../../model/report.js';
import type { PortRange } from '../../model/topology.js';
import { formatRange } from '../../values/ports.js';
import { portsText, statusText } from '../ports/grid.js';
import type { PortRow } from '../ports/rows.js';
import type { Picture } from './drawing.js';
import { type Lane, lanesDrawing } from './lanes.js';

/** Ports of a deployment, and whose they are. */
export interface DrawnPorts extends Pick<DeploymentReport, 'hosts'> {
  readonly rows: readonly PortRow[];
}

/** More nodes than this are one lane per host; on one host, those with the same ports are one. */
const MOST_NODES = 60;

/**
 * Draws the ports of every host: its nodes as lanes, a column for each port in ascending order. Where there are many nodes, hosts are
 * the lanes, and those with the same ports share one. Hosts of one node each are drawn together.
 */
export function portDrawings({ hosts, rows }: DrawnPorts): readonly Picture[] {
  const byHost = groupBy(rows, ({ host }) => host);
  const used = hosts.flatMap((host) => {
    const own = byHost.get(host.id);
    return own ? [{ host, rows: own }] : [];
  });
  const owners = new Set(rows.map(ownerOf));
  if (owners.size > MOST_NODES && used.length > 1) return [foldedDrawing(used, owners.size)];
  const alone = used.filter(isPlain);
  if (alone.length < 2) return used.map(hostDrawing);
  return [...used.filter((host) => !isPlain(host)).map(hostDrawing), foldedDrawing(alone, alone.length)];
}

/** A host with one node and nothing wrong is a lane among others of the kind: a picture for each container would show less. */
function isPlain({ rows }: UsedHost): boolean {
  const [first] = rows;
  return rows.every(({ node, status }) => status === 'ok' && node !== '' && node === first?.node);
}

interface UsedHost {
  readonly host: DeploymentReport['hosts'][number];
  readonly rows: readonly PortRow[];
}

function hostDrawing({ host: { id, addresses, on, ephemeral }, rows }: UsedHost): Picture {
  const members = [...groupBy(rows, ({ node }) => node)].map(
    ([node, own]): Member => ({ name: node === '' ? '(no known node)' : node, rows: own }),
  );
  const known = [...addresses.filter((address) => address !== id), ...(on === undefined ? [] : [`runs on ${on}`])];
  return lanesDrawing({
    title: id,
    notes: [known.join(', '), countText(rows), rangeText(ephemeral)].filter((text) => text !== ''),
    lanes: members.length > MOST_NODES ? sharedLanes(members) : members.map(laneOf),
    ...(ephemeral ? { outgoing: ephemeral } : {}),
  });
}

/** A node or a host that has a lane, alone or with others. */
interface Member {
  readonly name: string;
  readonly rows: readonly PortRow[];
}

function laneOf({ name, rows }: Member): Lane {
  return { name, ports: rows.map(portOf) };
}

/** One lane for all that have the same ports, with the same to say of each. */
function sharedLanes(members: readonly Member[]): readonly Lane[] {
  const alike = groupBy(members, ({ rows }) => rows.map((row) => `${keyOf(row)} ${row.status}`).join(' '));
  return [...alike.values()].map((group): Lane => {
    const [first] = group;
    const more = group.length - 1;
    if (more === 0) return laneOf(first);
    return { ...laneOf(first), name: `${first.name} and ${more} alike`, members: group.map(({ name }) => name) };
  });
}

function foldedDrawing(used: readonly UsedHost[], nodes: number): Picture {
  const lanes = sharedLanes(used.map(({ host, rows }) => ({ name: host.id, rows })));
  const ranges = new Set(used.map(({ host: { ephemeral } }) => rangeText(ephemeral)));
  const [shared] = ranges.size === 1 ? used : [];
  const outgoing = shared?.host.ephemeral;
  return lanesDrawing({
    title: `${used.length} hosts, ${nodes} nodes`,
    notes: [
      countText(used.flatMap(({ rows }) => rows)),
      shared ? rangeText(outgoing) : 'outgoing ranges differ',
    ].filter((text) => text !== ''),
    lanes,
    ...(outgoing ? { outgoing } : {}),
  });
}

function portOf(row: PortRow): Lane['ports'][number] {
  const { port, lastPort = port, status, node, listener, derivation, bind } = row;
  const who = [node, listener].filter((text) => text !== '').join(' ');
  const on = bind === '*' ? '' : `, on ${bind}`;
  const wrong = status === 'ok' ? '' : ` (${statusText(row)})`;
  return { key: keyOf(row), port, lastPort, status, text: `${keyOf(row)} ${who}: ${derivation}${on}${wrong}` };
}

/** `9443`, `5353/udp`, `30000-32767`. */
function keyOf(row: PortRow): string {
  return `${portsText(row)}${row.protocol === 'tcp' ? '' : `/${row.protocol}`}`;
}

function ownerOf({ host, node }: PortRow): string {
  return JSON.stringify([host, node]);
}

function countText(rows: readonly PortRow[]): string {
  const wrong = rows.filter(({ status }) => status !== 'ok').length;
  return `${rows.length} ports${wrong === 0 ? '' : `, ${wrong} with a problem`}`;
}

function rangeText(range: PortRange | undefined): string {
  return range ? `outgoing ${formatRange(range)}` : '';
}
