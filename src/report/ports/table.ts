import { groupBy } from '../../deployment/lookup.js';
import { fits } from '../page/columns.js';
import type { Column, Grid, Section } from '../page/page.js';
import { table as tablePage } from '../page/table.js';
import { portGrid, portsText, statusText, titleOf } from './grid.js';
import { linkGrid } from './links.js';
import type { DeploymentPorts, PortList } from './list.js';
import type { PortReporter } from './reporter.js';
import type { By, PortRow } from './rows.js';

/** For people: every column where there is room for it, else a heading per group and short cells. */
export const table: PortReporter = (list, style) => {
  const sections = list.deployments.flatMap((deployment): Section[] => {
    const title = titleOf(list, deployment);
    const { links } = deployment;
    return [
      ...(title === undefined ? [] : [{ title: `== ${title} ==` }]),
      ...portSections(deployment, list, style.width),
      ...(links.length === 0 ? [] : [{ title: 'links to configure', grid: linkGrid(links) }]),
    ];
  });
  return tablePage({ sections }, style);
};

function portSections(deployment: DeploymentPorts, { by, brief }: PortList, width: number): Section[] {
  const { rows } = deployment;
  if (rows.length === 0) return [{ text: ['no listeners'] }];
  const wide = portGrid(rows, brief);
  if (brief || fits([wide.columns.map(({ title }) => title), ...wide.rows.map(({ cells }) => cells)], width))
    return [{ grid: wide }];
  return [...groupBy(rows, (row) => groupOf(row, by))].map(([name, group]) => ({
    title: titleOfGroup(deployment, by, name),
    grid: narrowGrid(group, by),
  }));
}

function groupOf({ host, node, port, protocol }: PortRow, by: By): string {
  return by === 'host' ? host : by === 'node' ? node : `${port}/${protocol}`;
}

function titleOfGroup({ hosts, nodes }: DeploymentPorts, by: By, name: string): string {
  if (by === 'port') return `port ${name}`;
  if (by === 'host') {
    const host = hosts.find(({ id }) => id === name);
    const addresses = host?.addresses.filter((address) => address !== name) ?? [];
    return `host ${name}${addresses.length === 0 ? '' : ` (${addresses.join(', ')})`}${host?.on === undefined ? '' : ` on ${host.on}`}`;
  }
  const node = nodes.find(({ id }) => id === name);
  if (!node) return 'no known node';
  return `node ${name} on ${node.host} (${node.product} ${node.version} ${node.profile}, offset ${node.offset})`;
}

interface NarrowColumn extends Column {
  readonly cell: (row: PortRow) => string;
  /** The grouping that makes the column needless. */
  readonly unless?: By;
}

const NARROW: readonly NarrowColumn[] = [
  { title: 'port', right: true, solid: true, unless: 'port', cell: (row) => `${portsText(row)}/${row.protocol}` },
  { title: 'host', cell: ({ host }) => host, unless: 'host' },
  { title: 'bind', cell: ({ bind }) => bind },
  { title: 'node', cell: ({ node }) => node, unless: 'node' },
  { title: 'listener', cell: ({ listener }) => listener },
  { title: 'transport', cell: ({ transport }) => transport },
  { title: 'derivation', cell: ({ derivation }) => derivation },
  { title: 'dialled by', cell: ({ dialledBy }) => callersText(dialledBy) },
  { title: 'status', cell: statusText },
];

/** `gateway (a)` and `gateway (b)` are `gateway (a, b)`. */
function callersText(dialledBy: readonly string[]): string {
  const callers = groupBy(dialledBy, (caller) => caller.replace(/ .*/s, ''));
  return [...callers]
    .map(([node, links]) => `${node} (${links.map((link) => link.slice(node.length + 2, -1)).join(', ')})`)
    .join(', ');
}

/** Columns in which no row of the group has anything to say take no room. */
function narrowGrid(rows: readonly PortRow[], by: By): Grid {
  const columns = NARROW.filter(({ unless, cell }) => unless !== by && rows.some((row) => cell(row) !== ''));
  return {
    columns,
    rows: rows.map((row) => ({ cells: columns.map(({ cell }) => cell(row)), alarm: row.status !== 'ok' })),
  };
}
