import { packagedCatalogue } from '../catalogue/files.js';
import type { CheckedFiles } from '../cli/actions/checked-files.js';
import { nodesOf, withoutDefaults } from '../cli/actions/configured-nodes.js';
import { connectionsIn } from '../cli/actions/connections.js';
import { placesIn } from '../cli/actions/places.js';
import { flowsOf } from '../flows/flows.js';
import { topologyText } from '../import/topology.js';
import { withSettledReleases } from '../pipeline/settle.js';
import { text as settings } from '../report/config/text.js';
import { csv as flowCsv } from '../report/flows/csv.js';
import { deploymentFlows } from '../report/flows/list.js';
import { svg as flowSvg } from '../report/flows/svg.js';
import { html } from '../report/html/html.js';
import { csv as portCsv } from '../report/ports/csv.js';
import { portList } from '../report/ports/list.js';
import { svg as portSvg } from '../report/ports/svg.js';

/** A file that is made when it is asked for. */
export interface Download {
  /** Its title, for people. */
  readonly title: string;
  readonly name: string;
  readonly text: () => string;
}

const STYLE = { color: false, width: 0 };

/** Returns what commands make of the files that were checked, under the names that people give it. */
export function downloadsOf(checked: CheckedFiles): readonly Download[] {
  const { report, evaluations, discovered, textOf } = checked;
  const [found] = discovered;
  const catalogue = packagedCatalogue();
  const connectionsOf = connectionsIn(report.deployments, evaluations);
  const ports = () => portList(report, { by: 'host', hosts: [], nodes: [] });
  const flows = () =>
    evaluations.map(({ deployment }) => deploymentFlows(deployment, flowsOf(deployment), {}, placesIn(checked)));
  const topology = found && {
    title: 'Topology',
    name: 'topology.yaml',
    text: () => topologyText(withSettledReleases(found, catalogue), { catalogue, inline: true }),
  };
  return [
    { title: 'Report', name: 'report.html', text: () => html(report, { ...STYLE, textOf, connectionsOf }) },
    { title: 'Ports', name: 'ports.csv', text: () => portCsv(ports(), STYLE) },
    { title: 'Picture of the ports', name: 'ports.svg', text: () => portSvg(ports(), STYLE) },
    { title: 'Connections', name: 'connections.csv', text: () => flowCsv(flows(), STYLE) },
    { title: 'Picture of the connections', name: 'connections.svg', text: () => flowSvg(flows(), STYLE) },
    {
      title: 'Settings of each node',
      name: 'settings.txt',
      text: () => settings(evaluations.flatMap(nodesOf).map(withoutDefaults)),
    },
    ...(topology ? [topology] : []),
  ];
}
