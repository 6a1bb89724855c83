import { groupBy } from '../../deployment/lookup.js';
import { fits } from '../page/columns.js';
import type { Section } from '../page/page.js';
import { table as tablePage } from '../page/table.js';
import { flowGrid, narrowGrid, titleOf } from './grid.js';
import { openText, type ShownFlow } from './list.js';
import type { FlowReporter } from './reporter.js';

/** For people: every column where there is room for it, else a heading per source and short cells. */
export const table: FlowReporter = (deployments, style) => {
  const sections = deployments.flatMap((deployment): Section[] => {
    const title = titleOf(deployments, deployment);
    return [
      ...(title === undefined ? [] : [{ title: `== ${title} ==` }]),
      ...flowSections(deployment.flows, style.width),
      ...(deployment.open.length === 0 ? [] : [{ title: 'not in the list', text: deployment.open.map(openText) }]),
    ];
  });
  return tablePage({ sections }, style);
};

function flowSections(flows: readonly ShownFlow[], width: number): Section[] {
  if (flows.length === 0) return [{ text: ['no connections'] }];
  const wide = flowGrid(flows);
  if (fits([wide.columns.map(({ title }) => title), ...wide.rows.map(({ cells }) => cells)], width))
    return [{ grid: wide }];
  const groups = groupBy(flows, ({ sourceHost, sourceNode }) => `${sourceNode} on ${sourceHost}`);
  return [...groups].map(([source, group]) => ({ title: `from ${source}`, grid: narrowGrid(group) }));
}
