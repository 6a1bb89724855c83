import { releaseUsed } from '../catalogue/catalogue.js';
import { provenanceOf, type ReleaseEntry, type ReleaseLink, type ReleaseListener } from '../catalogue/release.js';
import type { Position, Range } from '../model/finding.js';
import type { Entry } from '../model/product.js';
import type { LinkReport, ListenerReport } from '../model/report.js';
import { ruleById } from '../rules/index.js';
import { cursorAt } from './cursor.js';
import { listingIn, type View } from './view.js';

/** A text in Markdown about the entry at a range. */
export interface Hover {
  readonly text: string;
  readonly range: Range;
}

/** Describes the entry at a position (1-based): derivation, who dials it, source. */
export function hoverAt(view: View, position: Position): Hover | undefined {
  const { path, part, word, range } = cursorAt(view.input.text, position);
  const text = word === '' ? undefined : textFor(part === 'key' ? [...path, word] : path, word, view);
  return text === undefined ? undefined : { text, range };
}

function textFor([root, id = '', field, entry]: readonly string[], word: string, view: View): string | undefined {
  if (root === 'rules') return ruleText(id);
  if (root === 'ignore') return field === 'rule' || id === 'rule' ? ruleText(word) : undefined;
  if (root === 'hosts') return field === undefined ? hostText(id, view) : undefined;
  return root === 'nodes' ? NODE_FIELDS[field ?? 'offset']?.(id, entry, word, view) : undefined;
}

/** Describes a field of a node. `word` is its value, `entry` the key below it. */
const NODE_FIELDS: Readonly<
  Record<string, (node: string, entry: string | undefined, word: string, view: View) => string | undefined>
> = {
  offset: (node, _, __, view) => nodeText(node, view),
  product: (_, __, word, view) => productText(word, view),
  host: (_, __, word, view) => hostText(word, view),
  ports: (node, entry, _, view) => (entry === undefined ? undefined : listenerText(node, entry, view)),
  links: (node, entry, _, view) => (entry === undefined ? undefined : linkText(node, entry, view)),
  enable: (node, _, word, view) => switchText(node, word, view),
  disable: (node, _, word, view) => switchText(node, word, view),
};

function switchText(node: string, id: string, view: View): string | undefined {
  return listenerText(node, id, view) ?? linkText(node, id, view);
}

function ruleText(id: string): string | undefined {
  const rule = ruleById(id);
  return rule && `**${rule.id}** (${rule.severity}): ${rule.summary}\n\n${rule.why}\n\n${rule.remedy}`;
}

function productText(id: string, { catalogue }: View): string | undefined {
  const product = catalogue.products.find((each) => each.id === id);
  return product && `**${product.name}**\n\nReleases: ${product.releases.join(', ')}`;
}

function hostText(id: string, view: View): string | undefined {
  const listing = listingIn(view);
  const nodes = listing?.nodes.filter(({ host }) => host === id) ?? [];
  if (!listing?.hosts.some((host) => host.id === id)) return undefined;
  const rows = nodes.map((node) => `- ${node.id}: ${node.product} ${node.version}, offset ${node.offset}`);
  return `**${id}**\n\n${rows.length > 0 ? rows.join('\n') : 'no node runs here'}`;
}

function nodeText(id: string, view: View): string | undefined {
  const listing = listingIn(view);
  const node = listing?.nodes.find((each) => each.id === id);
  if (!node || !listing) return undefined;
  const rows = listing.listeners
    .filter((listener) => listener.node === id)
    .map(
      ({ listener, port, derivation, dialledBy }) =>
        `| ${port} | ${listener} | ${derivation} | ${dialledBy.join(', ')} |`,
    );
  return [
    `**${id}**: ${node.product} ${node.version}, ${node.profile}, offset ${node.offset}, on ${node.host}`,
    ['| port | listener | derivation | dialled by |', '|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

function listenerText(node: string, id: string, view: View): string | undefined {
  const known = releaseOf(node, view)?.listeners.find((each) => isCalled(each, id));
  const open = listingIn(view)?.listeners.find((each) => each.node === node && each.listener === known?.id);
  return known && `**${known.id}**: ${known.purpose}\n\n${openText(open, known)}\n\n${sourcesText(known, node, view)}`;
}

function openText(open: ListenerReport | undefined, { basePort }: ReleaseListener): string {
  if (!open) return `closed here${basePort === null ? '' : `; its base port is ${basePort}`}`;
  const dialled = open.dialledBy.length > 0 ? `, dialled by ${open.dialledBy.join(', ')}` : '';
  return `port ${open.port} = ${open.derivation} on ${open.host}${dialled}`;
}

function linkText(node: string, id: string, view: View): string | undefined {
  const known = releaseOf(node, view)?.links.find((each) => isCalled(each, id));
  const ends = listingIn(view)?.links.filter((each) => each.node === node && each.link === known?.id) ?? [];
  return (
    known &&
    `**${known.id}**: dials ${known.to}\n\n${ends.map(endText).join('\n\n')}\n\n${sourcesText(known, node, view)}`
  );
}

function endText({ endpoint, target, expectedHost, expectedPort, listener, outcome }: LinkReport): string {
  const written = endpoint === undefined ? '' : `written: ${endpoint}; `;
  if (target === undefined) return `${written}${outcome}`;
  const port = expectedPort === undefined ? '' : ` at ${expectedHost ?? ''}:${expectedPort}`;
  return `${written}${listener} of ${target}${port} (${outcome})`;
}

function sourcesText(
  known: ReleaseEntry<Entry> & Partial<Pick<ReleaseLink, 'defaultValue'>>,
  node: string,
  view: View,
): string {
  const { sources } = provenanceOf(known.entry, releaseOf(node, view)?.version ?? '');
  const shipped = known.defaultValue ? `ships with \`${known.defaultValue}\`\n\n` : '';
  return `${shipped}${sources.map((source) => `Source: ${source}`).join('\n\n')}`;
}

function isCalled({ id, aliases }: ReleaseEntry<Entry>, name: string): boolean {
  return id === name || aliases.includes(name);
}

function releaseOf(id: string, view: View) {
  const node = listingIn(view)?.nodes.find((each) => each.id === id);
  return node && releaseUsed(view.catalogue, node.product, node.version);
}
