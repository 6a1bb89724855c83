import type { DeploymentReport, Report } from '../../model/report.js';
import { type LinkRow, linksToConfigure } from './links.js';
import { type By, foldedRows, type PortRow, portRows } from './rows.js';

/** The part of a report that is listed, and its order. */
export interface Selection {
  readonly by: By;
  /** Ids; empty for all. */
  readonly hosts: readonly string[];
  readonly nodes: readonly string[];
  /** One row for each host, port and protocol. */
  readonly unique?: boolean;
  /** Fewer columns, and no links to configure. */
  readonly brief?: boolean;
}

/** The ports of a report as they are listed: sorted, filtered, ready to be shown. */
export interface PortList {
  readonly by: By;
  /** Fewer columns, and no links to configure. */
  readonly brief: boolean;
  readonly deployments: readonly DeploymentPorts[];
  /** The report they were taken from, narrowed to the same. */
  readonly report: Report;
}

export interface DeploymentPorts extends Pick<DeploymentReport, 'file' | 'name' | 'hosts' | 'nodes'> {
  readonly rows: readonly PortRow[];
  readonly links: readonly LinkRow[];
}

/** Lists the ports of a report. Who collides with whom is decided before anything is left out. */
export function portList(report: Report, selection: Selection): PortList {
  const isWanted = wantedBy(selection);
  const deployments = report.deployments.map((deployment): DeploymentPorts => {
    const { hosts, nodes } = deployment;
    const wanted = portRows(deployment, selection.by).filter(isWanted);
    const rows = selection.unique ? foldedRows(wanted) : wanted;
    return {
      ...pick(deployment),
      hosts,
      nodes,
      rows,
      links: selection.brief ? [] : linksToConfigure({ nodes, links: wantedLinks(deployment, selection) }),
    };
  });
  const all = selection.hosts.length === 0 && selection.nodes.length === 0;
  const how = { by: selection.by, brief: selection.brief ?? false };
  if (all) return { ...how, deployments, report };
  return {
    ...how,
    deployments: deployments.filter(({ rows }) => rows.length > 0),
    report: { ...report, deployments: report.deployments.map((deployment) => narrowed(deployment, selection)) },
  };
}

function pick({ file, name }: DeploymentReport): Pick<DeploymentReport, 'file' | 'name'> {
  return { file, ...(name === undefined ? {} : { name }) };
}

function wantedBy({ hosts, nodes }: Selection): (entry: { readonly host: string; readonly node?: string }) => boolean {
  return ({ host, node = '' }) =>
    (hosts.length === 0 || hosts.includes(host)) && (nodes.length === 0 || nodes.includes(node));
}

/** A link is configured at the node that has it, so that node and its host decide. */
function wantedLinks({ links, nodes }: DeploymentReport, selection: Selection): DeploymentReport['links'] {
  const isWanted = wantedBy(selection);
  const hostOf = new Map(nodes.map(({ id, host }) => [id, host]));
  return links.filter(({ node }) => isWanted({ node, host: hostOf.get(node) ?? '' }));
}

function narrowed(deployment: DeploymentReport, selection: Selection): DeploymentReport {
  const isWanted = wantedBy(selection);
  return {
    ...deployment,
    listeners: deployment.listeners.filter(isWanted),
    published: deployment.published.filter(isWanted),
    links: wantedLinks(deployment, selection),
  };
}
