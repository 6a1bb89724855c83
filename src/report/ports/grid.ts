import type { Grid } from '../page/page.js';
import type { DeploymentPorts, PortList } from './list.js';
import type { PortRow } from './rows.js';

const COLUMNS = [
  'host',
  'port',
  'protocol',
  'bind',
  'node',
  'listener',
  'transport',
  'derivation',
  'dialled by',
  'status',
] as const;

/** Columns that say who has a port, and whether something is wrong with it. */
const BRIEF: ReadonlySet<string> = new Set(['host', 'port', 'protocol', 'node', 'listener', 'status']);

/** Returns every column of every row, or those of a brief list. */
export function portGrid(rows: readonly PortRow[], isBrief = false): Grid {
  const shown = COLUMNS.map((title) => !isBrief || BRIEF.has(title));
  const pick = <T>(columns: readonly T[]) => columns.filter((_, index) => shown[index]);
  return {
    columns: pick(COLUMNS.map((title) => ({ title, right: title === 'port' }))),
    rows: rows.map((row) => ({ cells: pick(cellsOf(row)), alarm: row.status !== 'ok' })),
  };
}

function cellsOf(row: PortRow): readonly string[] {
  const { host, protocol, bind, node, listener, transport, derivation, dialledBy } = row;
  return [
    ...[host, portsText(row), protocol, bind, node, listener],
    ...[transport, derivation, dialledBy.join('; '), statusText(row)],
  ];
}

/** `9443`, or `30000-32767` for a published range. */
export function portsText({ port, lastPort }: PortRow): string {
  return lastPort === undefined ? `${port}` : `${port}-${lastPort}`;
}

/** Returns the text of a status; a collision names the other owners. */
export function statusText(row: PortRow): string {
  return `${row.status}${rivalsText(row)}`;
}

/** ` with a, b`, of many owners the first few; empty where there is no other. */
export function rivalsText({ rivals, hasMoreRivals = false }: PortRow): string {
  return rivals.length === 0 ? '' : ` with ${[...rivals, ...(hasMoreRivals ? ['others'] : [])].join(', ')}`;
}

/** Returns the heading of a deployment, where there are several. */
export function titleOf({ deployments }: PortList, { file, name }: DeploymentPorts): string | undefined {
  if (deployments.length < 2) return undefined;
  return name === undefined ? file : `${name} (${file})`;
}
