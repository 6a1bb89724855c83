import { markdown as markdownPage } from '../page/markdown.js';
import type { Section } from '../page/page.js';
import { portGrid, titleOf } from './grid.js';
import { linkGrid } from './links.js';
import type { PortReporter } from './reporter.js';

/** For a wiki page or a change request. */
export const markdown: PortReporter = (list, style) => {
  const sections = list.deployments.flatMap((deployment): Section[] => {
    const title = titleOf(list, deployment);
    const { rows, links } = deployment;
    return [
      { title: title === undefined ? 'Ports' : `Ports of ${title}`, grid: portGrid(rows, list.brief) },
      ...(links.length === 0
        ? []
        : [{ title: `Links to configure${title === undefined ? '' : ` in ${title}`}`, grid: linkGrid(links) }]),
    ];
  });
  return markdownPage({ sections }, style);
};
