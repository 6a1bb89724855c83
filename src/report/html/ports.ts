import { groupBy } from '../../deployment/lookup.js';
import type { DeploymentReport, LinkReport } from '../../model/report.js';
import { portsText, rivalsText } from '../ports/grid.js';
import type { LinkRow } from '../ports/links.js';
import type { By, PortRow } from '../ports/rows.js';
import { type Content, html, type Markup, NOTHING } from './markup.js';
import { errorsFirst, group, type TableCell, type TableColumn, type TableRow, table } from './table.js';

type Named = Pick<DeploymentReport, 'file' | 'name' | 'hosts' | 'nodes'>;

/** Returns the heading of a deployment, its ports and whatever follows them. */
export function portSection(deployment: Named, ports: Content, rest: Content): Markup {
  const { file, name } = deployment;
  return html`<section>
<h2>Ports of ${name ?? file}</h2>
${name === undefined ? NOTHING : html`<p class="faint">${file}</p>\n`}${ports}${rest}</section>
`;
}

/** Returns a table of ports for each host or node, those with a problem first; sorted by port there is one for all. */
export function portTables(deployment: Named, rows: readonly PortRow[], by: By): readonly Markup[] {
  if (rows.length === 0) return [html`<p class="faint">no ports</p>\n`];
  if (by === 'port') return [group(NOTHING, portTable(rows, by))];
  const groups = [...groupBy(rows, (row) => row[by])];
  const describe = by === 'host' ? hostHeading : nodeHeading;
  return errorsFirst(groups, ([, own]) => own.some(isWrong)).map(([id, own]) =>
    group(describe(deployment, id), portTable(own, by)),
  );
}

function hostHeading({ hosts }: Named, id: string): Markup {
  const host = hosts.find((one) => one.id === id);
  return headingOf(id, [...(host?.addresses ?? []), ...(host?.on === undefined ? [] : [`runs on ${host.on}`])]);
}

function nodeHeading({ nodes }: Named, id: string): Markup {
  const node = nodes.find((one) => one.id === id);
  if (node === undefined) return headingOf(id === '' ? 'no known node' : id, []);
  const { product, version, profile, host } = node;
  return headingOf(id, [`${product} ${version}`, ...(profile === 'default' ? [] : [profile]), `on ${host}`]);
}

function headingOf(id: string, known: readonly string[]): Markup {
  return html`<h3>${id}${known.length === 0 ? NOTHING : html` <span class="faint">${known.join(', ')}</span>`}</h3>\n`;
}

function isWrong({ status }: PortRow): boolean {
  return status !== 'ok';
}

/** Renders a table of ports; the property by which the rows are grouped has no column. */
function portTable(rows: readonly PortRow[], by: By): Markup {
  const columns: readonly (readonly [TableColumn, (row: PortRow) => TableCell])[] = [
    [{ title: 'Port', kind: 'port' }, (row) => ({ content: `${portsText(row)}/${row.protocol}` })],
    ...(by === 'host'
      ? []
      : [[{ title: 'Host', kind: 'name' }, ({ host }: PortRow) => ({ content: host, label: 'host' })] as const]),
    ...(by === 'node' ? [] : [[{ title: 'Node', kind: 'name' }, nodeCell] as const]),
    [{ title: 'Listener', kind: 'name' }, listenerCell],
    [{ title: 'Derivation', kind: 'sum' }, derivationCell],
    [{ title: 'Bind', kind: 'bind' }, bindCell],
    [
      { title: 'Dialled by', kind: 'name' },
      ({ dialledBy }) => ({ content: dialledBy.join(', '), label: 'dialled by' }),
    ],
    [{ title: 'Status' }, statusCell],
  ];
  return table(
    columns.map(([column]) => column),
    rows.map((row) => ({ cells: columns.map(([, cell]) => cell(row)), alarm: isWrong(row) })),
  );
}

function nodeCell({ node }: PortRow): TableCell {
  return node === '' ? { content: html`<span class="faint">no known node</span>` } : { content: node, label: 'node' };
}

function listenerCell({ listener, transport }: PortRow): TableCell {
  if (listener === '') return { content: html`<span class="faint">no known listener</span>` };
  return { content: html`${listener} <span class="faint">${transport}</span>` };
}

/** A sum reads on from the port; what is published is a sentence of its own. */
function derivationCell({ derivation }: PortRow): TableCell {
  return { content: derivation, ...(/^\d/.test(derivation) ? { label: '=' } : {}) };
}

function bindCell({ bind }: PortRow): TableCell {
  return bind === '*' ? { content: html`<span class="faint">all</span>`, quiet: true } : { content: bind, label: 'on' };
}

function statusCell(row: PortRow): TableCell {
  if (row.status === 'ok') return { content: html`<span class="faint">ok</span>`, quiet: true };
  return { content: html`${badge(row.status)}${rivalsText(row)}` };
}

function badge(text: string): Markup {
  return html`<span class="badge error">${text}</span>`;
}

/** Outcomes that leave nothing to correct. */
const FINE: ReadonlySet<LinkReport['outcome']> = new Set(['match', 'external', 'derived', 'off']);

function outcomeCell(outcome: LinkReport['outcome']): TableCell {
  return { content: FINE.has(outcome) ? outcome : badge(outcome) };
}

/** Returns every link that is used. */
export function linkTable(links: readonly LinkReport[]): Markup {
  const used = links.filter(({ outcome }) => outcome !== 'off');
  const rows = used.map(({ node, link, endpoint = '', target, listener, expectedPort, outcome }): TableRow => {
    const port = expectedPort === undefined ? '' : ` on ${expectedPort}`;
    return {
      cells: [
        { content: node },
        { content: link },
        { content: endpoint, label: 'dials' },
        { content: target === undefined ? '' : `${target} (${listener}${port})`, label: 'leads to' },
        outcomeCell(outcome),
      ],
      alarm: !FINE.has(outcome),
    };
  });
  return linkGroup('Links', ['Node', 'Link', 'Endpoint', 'Leads to', 'Outcome'], rows);
}

/** Renders the links whose value has to be written. */
export function configureTable(links: readonly LinkRow[]): Markup {
  const rows = links.map(
    ({ node, link, target, listener, endpoint, now, outcome }): TableRow => ({
      cells: [
        { content: node },
        { content: link },
        { content: endpoint, label: 'configure' },
        { content: now, label: 'instead of' },
        { content: `${target} (${listener})`, label: 'leads to' },
        outcomeCell(outcome),
      ],
      alarm: !FINE.has(outcome),
    }),
  );
  return linkGroup('Links to configure', ['Node', 'Link', 'Configure', 'Now', 'Leads to', 'Outcome'], rows);
}

function linkGroup(title: string, columns: readonly string[], rows: readonly TableRow[]): Markup {
  if (rows.length === 0) return NOTHING;
  const named = columns.map((column): TableColumn => ({ title: column, kind: 'name' }));
  return group(html`<h3>${title}</h3>\n`, table(named, rows));
}
