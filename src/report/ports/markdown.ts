import { markdown as markdownPage } from '../page/markdown.js';
import type { Section } from '../page/page.js';
import { portGrid, titleOf } from './grid.js';
import { linkGrid, linksToConfigure } from './links.js';
import type { PortReporter } from './reporter.js';
import { portRows } from './rows.js';

/** For a wiki page or a change request. */
export const markdown: PortReporter = (report, style) => {
  const sections = report.deployments.flatMap((deployment): Section[] => {
    const title = titleOf(report, deployment);
    const links = linksToConfigure(deployment);
    return [
      { title: title === undefined ? 'Ports' : `Ports of ${title}`, grid: portGrid(portRows(deployment, style.by)) },
      ...(links.length === 0 ? [] : [{ title: `Links to configure${title === undefined ? '' : ` in ${title}`}`, grid: linkGrid(links) }]),
    ];
  });
  return markdownPage({ sections }, style);
};
