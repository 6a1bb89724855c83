import { htmlDocument } from '../html/document.js';
import { type Markup, html as markup, NOTHING } from '../html/markup.js';
import type { Grid } from '../page/page.js';
import { portGrid, titleOf } from './grid.js';
import { linkGrid } from './links.js';
import type { PortReporter } from './reporter.js';

/** For a browser or a printer. */
export const html: PortReporter = (list) => {
  const sections = list.deployments.map((deployment) => {
    const title = titleOf(list, deployment) ?? deployment.name ?? deployment.file;
    const { rows, links } = deployment;
    const configure = links.length === 0 ? NOTHING : markup`<h3>Links to configure</h3>\n${table(linkGrid(links))}`;
    return markup`<section>\n<h2>Ports of ${title}</h2>\n${table(portGrid(rows))}${configure}</section>\n`;
  });
  return htmlDocument(list.report.tool, 'ports', markup`<header>\n<h1>Ports</h1>\n</header>\n${sections}`);
};

function table({ columns, rows }: Grid): Markup {
  const head = columns.map(({ title }) => markup`<th scope="col">${title}</th>`);
  const body = rows.map(({ cells, alarm }) => {
    const data = cells.map((cell) => markup`<td>${cell}</td>`);
    return alarm ? markup`<tr class="alarm">${data}</tr>\n` : markup`<tr>${data}</tr>\n`;
  });
  return markup`<table><thead><tr>${head}</tr></thead>\n<tbody>\n${body}</tbody></table>\n`;
}
