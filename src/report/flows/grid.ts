import type { Column, Grid } from '../page/page.js';
import { type DeploymentFlows, remarkOf, type ShownFlow } from './list.js';

interface FlowColumn extends Column {
  readonly cell: (flow: ShownFlow) => string;
}

const COLUMNS: readonly FlowColumn[] = [
  { title: 'source host', cell: ({ sourceHost }) => sourceHost },
  { title: 'source node', cell: ({ sourceNode }) => sourceNode },
  { title: 'destination host', cell: ({ destinationHost }) => destinationHost },
  { title: 'destination node', cell: ({ destinationNode = '' }) => destinationNode },
  { title: 'port', right: true, cell: ({ port }) => `${port}` },
  { title: 'protocol', cell: ({ protocol }) => protocol },
  { title: 'purpose', cell: ({ purpose }) => purpose },
  { title: 'link', cell: ({ link }) => link },
  { title: 'source ip', cell: ({ sourceAddresses }) => sourceAddresses.join(' ') },
  { title: 'destination ip', cell: ({ destinationAddresses }) => destinationAddresses.join(' ') },
  { title: 'basis', cell: ({ basis }) => basis },
  { title: 'crosses hosts', cell: ({ crossesHosts }) => (crossesHosts ? 'yes' : 'no') },
  {
    title: 'written at',
    cell: ({ at }) => (at ? [at.file, at.line].filter((part) => part !== undefined).join(':') : ''),
  },
  { title: 'remark', cell: remarkOf },
];

/** Returns every column of every row. */
export function flowGrid(flows: readonly ShownFlow[]): Grid {
  return gridOf(flows, COLUMNS);
}

/** For a narrow terminal: the source is the heading of its group. */
export function narrowGrid(flows: readonly ShownFlow[]): Grid {
  const endpoint: FlowColumn = {
    title: 'to',
    cell: ({ destinationHost, port, protocol }) => `${destinationHost}:${port}/${protocol}`,
  };
  const cross: FlowColumn = { title: 'crosses', cell: ({ crossesHosts }) => (crossesHosts ? 'yes' : 'no') };
  const rest = COLUMNS.filter(({ title }) => title === 'destination node' || title === 'link' || title === 'remark');
  return gridOf(
    flows,
    [endpoint, ...rest.slice(0, 2), cross, ...rest.slice(2)].filter(({ cell }) =>
      flows.some((flow) => cell(flow) !== ''),
    ),
  );
}

function gridOf(flows: readonly ShownFlow[], columns: readonly FlowColumn[]): Grid {
  return {
    columns,
    rows: flows.map((flow) => ({ cells: columns.map(({ cell }) => cell(flow)), alarm: flow.dialled !== undefined })),
  };
}

/** Returns the heading of a deployment, where there are several. */
export function titleOf(list: readonly DeploymentFlows[], { file, name }: DeploymentFlows): string | undefined {
  if (list.length < 2) return undefined;
  return name === undefined ? file : `${name} (${file})`;
}
