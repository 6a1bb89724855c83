import type { Report } from '../../model/report.js';
import type { Reporter, Style } from '../reporter.js';
import { htmlDocument } from './document.js';
import { acceptedTable, findingCards, ruleList } from './findings.js';
import { type Markup, html as markup, NOTHING } from './markup.js';
import { deploymentSection } from './ports.js';

/** Findings, then the ports of every host, on one page. */
export const html: Reporter = (report, style) => htmlDocument(report.tool, title(report), body(report, style));

function body(report: Report, style: Style): Markup {
  const { tool, findings, suppressed, deployments } = report;
  return markup`<header>
<h1>${title(report)}</h1>
<p class="faint">${scope(report)}, checked by ${tool.name} ${tool.version}</p>
${tiles(report)}</header>
${findings.length === 0 ? NOTHING : markup`<section>\n<h2>Findings</h2>\n${findingCards(findings, style)}</section>\n`}${suppressed.length === 0 ? NOTHING : markup`<section>\n<h2>Accepted findings</h2>\n${acceptedTable(suppressed)}</section>\n`}${deployments.map(deploymentSection)}${findings.length === 0 ? NOTHING : markup`<section>\n<h2>About these findings</h2>\n${ruleList(findings)}</section>\n`}`;
}

function title({ summary: { errors, warnings, infos } }: Report): string {
  const counts = [
    { count: errors, noun: 'error' },
    { count: warnings, noun: 'warning' },
    { count: infos, noun: 'info' },
  ].filter(({ count }) => count > 0);
  return counts.length === 0 ? 'No findings' : counts.map(({ count, noun }) => counted(count, noun)).join(', ');
}

function scope({ summary: { files, hosts, nodes, listeners, links } }: Report): string {
  return [
    counted(files, 'file'),
    counted(hosts, 'host'),
    counted(nodes, 'node'),
    counted(listeners, 'listener'),
    counted(links, 'link'),
  ].join(', ');
}

function tiles({ summary: { errors, warnings, infos, ignored, baselined } }: Report): Markup {
  const tile = (value: number, noun: string, mood: string) =>
    value === 0 && mood === ''
      ? NOTHING
      : markup`<li class="${value === 0 ? 'faint' : mood}"><b>${value}</b>${noun}</li>\n`;
  return markup`<ul class="tiles">
${[
  tile(errors, errors === 1 ? 'error' : 'errors', 'error'),
  tile(warnings, warnings === 1 ? 'warning' : 'warnings', 'warning'),
  tile(infos, infos === 1 ? 'info' : 'infos', 'info'),
  tile(ignored, 'ignored', ''),
  tile(baselined, 'in the baseline', ''),
]}</ul>
`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
