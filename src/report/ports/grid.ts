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

/** Returns every column of every row. */
export function portGrid(rows: readonly PortRow[]): Grid {
  return {
    columns: COLUMNS.map((title) => ({ title, right: title === 'port' })),
    rows: rows.map((row) => ({
      cells: [
        row.host,
        portsText(row),
        row.protocol,
        row.bind,
        row.node,
        row.listener,
        row.transport,
        row.derivation,
        row.dialledBy.join('; '),
        statusText(row),
      ],
      alarm: row.status !== 'ok',
    })),
  };
}

/** `9443`, or `30000-32767` for a published range. */
export function portsText({ port, lastPort }: PortRow): string {
  return lastPort === undefined ? `${port}` : `${port}-${lastPort}`;
}

/** Returns the text of a status; a collision names the other owner. */
export function statusText({ status, rivals }: PortRow): string {
  return rivals.length === 0 ? status : `${status} with ${rivals.join(', ')}`;
}

/** Returns the heading of a deployment, where there are several. */
export function titleOf({ deployments }: PortList, { file, name }: DeploymentPorts): string | undefined {
  if (deployments.length < 2) return undefined;
  return name === undefined ? file : `${name} (${file})`;
}
