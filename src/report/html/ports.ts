import { groupBy } from '../../deployment/lookup.js';
import type {
  DeploymentReport,
  LinkReport,
  ListenerReport,
  PublishedReport,
  PublishedStatus,
} from '../../model/report.js';
import { compareTexts } from '../../values/lists.js';
import { html, type Markup, NOTHING } from './markup.js';

/** The hosts of a deployment, a table of ports for each, and the links between their nodes. */
export function deploymentSection(deployment: DeploymentReport): Markup {
  const { file, name, hosts, listeners, published, links } = deployment;
  const listenersByHost = groupBy(listeners, ({ host }) => host);
  const publishedByHost = groupBy(published, ({ host }) => host);
  const sections = hosts.map((host) => {
    const rows = [
      ...(listenersByHost.get(host.id) ?? []).map(listenerRow),
      ...(publishedByHost.get(host.id) ?? []).map(publishedRow),
    ];
    const known = [...host.addresses, ...(host.on === undefined ? [] : [`runs on ${host.on}`])].join(', ');
    const heading = html`<h3>${host.id}${known === '' ? NOTHING : html` <span class="faint">${known}</span>`}</h3>`;
    return html`${heading}\n${rows.length === 0 ? html`<p class="faint">no ports</p>\n` : portTable(rows)}`;
  });
  return html`<section>
<h2>Ports of ${name ?? file}</h2>
${name === undefined ? NOTHING : html`<p class="faint">${file}</p>\n`}${sections}${linkTable(links)}</section>
`;
}

interface PortRow {
  readonly port: number;
  readonly protocol: string;
  readonly markup: Markup;
}

/** Rows by number, as people look for them; TCP before UDP. */
function portTable(rows: readonly PortRow[]): Markup {
  const sorted = [...rows].sort((a, b) => a.port - b.port || compareTexts(a.protocol, b.protocol));
  const head = ['Port', 'Node', 'Listener', 'Derivation', 'Bind', 'Dialled by', 'Status'].map(
    (title) => html`<th scope="col">${title}</th>`,
  );
  return html`<table><thead><tr>${head}</tr></thead>\n<tbody>\n${sorted.map(({ markup }) => markup)}</tbody></table>\n`;
}

function listenerRow({
  port,
  protocol,
  node,
  listener,
  transport,
  derivation,
  bind,
  dialledBy,
  status,
}: ListenerReport): PortRow {
  const cells = [
    html`<td>${node}</td>`,
    html`<td>${listener} <span class="faint">${transport}</span></td>`,
    html`<td data-title="=">${derivation}</td>`,
    bindCell(bind),
    dialledBy.length === 0
      ? html`<td class="quiet"></td>`
      : html`<td data-title="dialled by">${dialledBy.join(', ')}</td>`,
  ];
  return { port, protocol, markup: row(`${port}/${protocol}`, cells, status) };
}

function publishedRow({
  port,
  lastPort,
  protocol,
  container,
  published,
  node,
  listener,
  bind,
  status,
}: PublishedReport): PortRow {
  const cells = [
    html`<td>${node ?? container}</td>`,
    html`<td>${listener ?? html`<span class="faint">no known listener</span>`}</td>`,
    html`<td>published by ${container} as ${published}</td>`,
    bindCell(bind),
    html`<td class="quiet"></td>`,
  ];
  return {
    port,
    protocol,
    markup: row(`${port}${lastPort === undefined ? '' : `-${lastPort}`}/${protocol}`, cells, status),
  };
}

function row(port: string, cells: readonly Markup[], status: PublishedStatus): Markup {
  const mood =
    status === 'ok' ? html`<td class="quiet faint">ok</td>` : html`<td><span class="badge error">${status}</span></td>`;
  return html`<tr${status === 'ok' ? NOTHING : html` class="alarm"`}><td class="port">${port}</td>${cells}${mood}</tr>\n`;
}

function bindCell(bind: string): Markup {
  return bind === '*'
    ? html`<td class="bind quiet faint">all</td>`
    : html`<td class="bind" data-title="on">${bind}</td>`;
}

/** Links that are switched off say nothing. */
function linkTable(links: readonly LinkReport[]): Markup {
  const used = links.filter(({ outcome }) => outcome !== 'off');
  if (used.length === 0) return NOTHING;
  const head = ['Node', 'Link', 'Endpoint', 'Leads to', 'Outcome'].map((title) => html`<th scope="col">${title}</th>`);
  return html`<h3>Links</h3>\n<table class="plain"><thead><tr>${head}</tr></thead>\n<tbody>\n${used.map(linkRow)}</tbody></table>\n`;
}

const FINE: ReadonlySet<string> = new Set(['match', 'external', 'derived', 'off']);

function linkRow({ node, link, endpoint, target, listener, expectedPort, outcome }: LinkReport): Markup {
  const leads =
    target === undefined ? '' : `${target} (${listener}${expectedPort === undefined ? '' : ` on ${expectedPort}`})`;
  const fine = FINE.has(outcome);
  return html`<tr${fine ? NOTHING : html` class="alarm"`}><td>${node}</td><td>${link}</td>${optional('dials', endpoint ?? '')}${optional('leads to', leads)}<td>${fine ? outcome : html`<span class="badge error">${outcome}</span>`}</td></tr>\n`;
}

function optional(title: string, text: string): Markup {
  return text === '' ? html`<td class="quiet"></td>` : html`<td data-title="${title}">${text}</td>`;
}
