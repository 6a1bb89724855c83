import { markdown as markdownPage } from '../page/markdown.js';
import type { Section } from '../page/page.js';
import { flowGrid, titleOf } from './grid.js';
import { openText } from './list.js';
import type { FlowReporter } from './reporter.js';

/** For a wiki page or a change request. */
export const markdown: FlowReporter = (deployments, style) => {
  const sections = deployments.flatMap((deployment): Section[] => {
    const title = titleOf(deployments, deployment);
    const of = title === undefined ? '' : ` of ${title}`;
    const notes = deployment.open.map((link) => ({ about: openText(link), lines: [], sources: [] }));
    return [
      {
        title: `Connections${of}`,
        ...(deployment.flows.length === 0 ? { text: ['No connections.'] } : { grid: flowGrid(deployment.flows) }),
      },
      ...(notes.length === 0 ? [] : [{ title: `Not in the list${of}`, notes }]),
    ];
  });
  return markdownPage({ sections }, style);
};
