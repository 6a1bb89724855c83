import { htmlDocument } from '../html/document.js';
import { type Markup, html as markup } from '../html/markup.js';
import { pictureSection } from '../html/pictures.js';
import { configureTable, portSection, portTables } from '../html/ports.js';
import { counted, tileList } from '../html/tiles.js';
import { portDrawings } from '../picture/ports.js';
import type { DeploymentPorts, PortList } from './list.js';
import type { PortReporter } from './reporter.js';
import type { PortRow } from './rows.js';

/** The page of `check` without its findings, for a browser or a printer. */
export const html: PortReporter = (list) => htmlDocument(list.report.tool, title(list), body(list));

function body(list: PortList): Markup {
  const { by, deployments, report } = list;
  const { name, version } = report.tool;
  const sections = deployments.map((deployment: DeploymentPorts) =>
    portSection(
      deployment,
      [
        pictureSection('Picture of the ports', portDrawings(deployment)),
        ...portTables(deployment, deployment.rows, by),
      ],
      configureTable(deployment.links),
    ),
  );
  return markup`<header>
<h1>${title(list)}</h1>
<p class="faint">${scope(list)}, listed by ${name} ${version}</p>
${tileList(tiles(rowsOf(list)))}</header>
${sections}`;
}

function title(list: PortList): string {
  const rows = rowsOf(list);
  const wrong = rows.filter(({ status }) => status !== 'ok').length;
  return `${counted(rows.length, 'port')}${wrong === 0 ? '' : `, ${wrong} with a problem`}`;
}

function scope({ deployments }: PortList): string {
  const ids = (of: (row: PortRow) => string) =>
    deployments.flatMap(({ rows }) => [...new Set(rows.map(of))]).filter((id) => id !== '').length;
  return [
    counted(deployments.length, 'deployment'),
    counted(
      ids(({ host }) => host),
      'host',
    ),
    counted(
      ids(({ node }) => node),
      'node',
    ),
  ].join(', ');
}

/** How many ports have which problem. */
function tiles(rows: readonly PortRow[]) {
  const wrong = rows.map(({ status }) => status).filter((status) => status !== 'ok');
  return [...new Set(wrong)].map((status) => ({
    value: wrong.filter((other) => other === status).length,
    noun: status === 'collision' ? 'in a collision' : status,
    mood: 'error' as const,
  }));
}

function rowsOf({ deployments }: PortList): readonly PortRow[] {
  return deployments.flatMap(({ rows }) => rows);
}
