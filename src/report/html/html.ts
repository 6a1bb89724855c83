import type { DeploymentReport, Finding, Report } from '../../model/report.js';
import { WEIGHT } from '../../values/severities.js';
import { connectionDrawing } from '../picture/connections.js';
import { portDrawings } from '../picture/ports.js';
import { portRows } from '../ports/rows.js';
import type { Reporter, Style } from '../reporter.js';
import { htmlDocument } from './document.js';
import { acceptedTable, findingCards, ruleList } from './findings.js';
import { type Markup, html as markup, NOTHING } from './markup.js';
import { pictureSection } from './pictures.js';
import { linkTable, portSection, portTables } from './ports.js';
import { counted, tileList } from './tiles.js';

/** Findings, the gravest first, then the ports of every host, on one page. */
export const html: Reporter = (report, style) => htmlDocument(report.tool, title(report), reportBody(report, style));

/** Renders everything that a page says of a report. */
export function reportBody(report: Report, style: Style): Markup {
  const { tool, suppressed, deployments } = report;
  const findings = byGravity(report.findings);
  return markup`<header>
<h1>${title(report)}</h1>
<p class="faint">${scope(report)}, checked by ${tool.name} ${tool.version}</p>
${tiles(report)}</header>
${findings.length === 0 ? NOTHING : markup`<section>\n<h2>Findings</h2>\n${findingCards(findings, style)}</section>\n`}${suppressed.length === 0 ? NOTHING : markup`<section>\n<h2>Accepted findings</h2>\n${acceptedTable(suppressed)}</section>\n`}${deployments.map((deployment) => deploymentSection(deployment, style))}${findings.length === 0 ? NOTHING : markup`<section>\n<h2>About these findings</h2>\n${ruleList(findings)}</section>\n`}`;
}

/** Returns findings as a page shows them: the gravest first. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity]);
}

function deploymentSection(deployment: DeploymentReport, { connectionsOf }: Style): Markup {
  const rows = portRows(deployment, 'host');
  const connections = connectionsOf?.(deployment);
  const drawn = connections && connections.flows.length > 0 ? connectionDrawing(connections) : undefined;
  return portSection(
    deployment,
    [
      pictureSection('Picture of the ports', portDrawings({ hosts: deployment.hosts, rows })),
      ...portTables(deployment, rows, 'host'),
    ],
    [pictureSection('Picture of the connections', drawn ? [drawn] : []), linkTable(deployment.links)],
  );
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
  return tileList([
    { value: errors, noun: errors === 1 ? 'error' : 'errors', mood: 'error' },
    { value: warnings, noun: warnings === 1 ? 'warning' : 'warnings', mood: 'warning' },
    { value: infos, noun: infos === 1 ? 'info' : 'infos', mood: 'info' },
    { value: ignored, noun: 'ignored' },
    { value: baselined, noun: 'in the baseline' },
  ]);
}
