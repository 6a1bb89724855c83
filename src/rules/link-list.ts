import { type Group, groupBy } from '../deployment/lookup.js';
import type { Link } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { defineRule, listed } from './rule.js';

type Lists = {
  /** Endpoints outside of braces, where the list has groups in braces. */
  readonly outside: ListData;
  /** A group joined by `,` and by `|`. */
  readonly mixed: ListData;
  /** Sister lists whose groups do not fit each other. */
  readonly unpaired: {
    readonly node: string;
    readonly links: readonly string[];
    /** Endpoints per group, of each of both lists. */
    readonly sizes: readonly (readonly number[])[];
  };
  /** Several nodes in one group of a list that has to lead to all of them. */
  readonly shared: ListData;
};

type ListData = {
  readonly node: string;
  readonly links: readonly string[];
  /** As they are written. */
  readonly endpoints: readonly string[];
};

export const linkList = defineRule<Lists>({
  id: 'link-list',
  severity: 'error',
  summary: 'a list of endpoints is grouped so that the product drops or balances some of them, or does not start',
  why: 'A data publisher sends every event to each group of its list and to one endpoint of each group. Endpoints outside of braces are dropped without a message, and lists that belong together have to have the same groups.',
  remedy:
    'Write one group for each node: one pair of braces in XML, one [[url_group]] table in TOML. Write the secure endpoints in the same order.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 2.6.0, disable: [workflow-callback] }
hosts: { gw: {}, tm1: {}, tm2: {} }
nodes:
  tm-1: { host: tm1, profile: traffic-manager }
  tm-2: { host: tm2, profile: traffic-manager }
  gateway:
    host: gw
    profile: gateway-worker
    links: { throttle-publish: { url: "tcp://tm1:9611,{tcp://tm2:9611}" } }
`,
    good: `version: 1
defaults: { product: wso2am, version: 2.6.0, disable: [workflow-callback] }
hosts: { gw: {}, tm1: {}, tm2: {} }
nodes:
  tm-1: { host: tm1, profile: traffic-manager }
  tm-2: { host: tm2, profile: traffic-manager }
  gateway:
    host: gw
    profile: gateway-worker
    links: { throttle-publish: { url: "{tcp://tm1:9611},{tcp://tm2:9611}" } }
`,
  },
  sources: [
    'carbon-analytics-common DataPublisherUtil.java and DataPublisher.java: groups, separators, pairs of lists',
    'Vendor pages on distributed deployment, API Manager 2.6 to 4.6: each traffic manager in a group of its own',
  ],
  messages: {
    outside: ({ node, links, endpoints }) =>
      `${node} never sends to ${listed(endpoints)} (${listed(links)}): what is outside of braces is dropped`,
    mixed: ({ node, links, endpoints }) =>
      `${node} joins ${listed(endpoints)} by , and by | in one group (${listed(links)}), which the product does not take`,
    unpaired: ({ node, links, sizes }) =>
      `${node} does not start to publish: ${listed(links.map((link, index) => `${link} has ${groupsText(sizes[index] ?? [])}`))}, and both need the same`,
    shared: ({ node, links, endpoints }) =>
      `${node} sends each event to one of ${listed(endpoints)} only (${listed(links)}): they are one group, and every node needs all events`,
  },
  check: function* ({ links }) {
    const written = links.filter(({ basis, list }) => basis === 'literal' && list !== undefined);
    const lists = [...groupBy(written, ({ node, id }) => `${node} ${id}`).values()];
    // Links that read one setting are one list.
    for (const same of groupBy(lists, placesOf).values()) yield* problemsOf(same);
    yield* unpairedProblems(lists);
  },
});

function groupsText(sizes: readonly number[]): string {
  const groups = `${sizes.length} group${sizes.length === 1 ? '' : 's'}`;
  return new Set(sizes).size > 1 || (sizes[0] ?? 1) > 1 ? `${groups} of ${listed(sizes.map(String))}` : groups;
}

type List = Group<Link>;

function placesOf(list: List): string {
  const places = list.map(({ place: { file, path, range }, url }) =>
    range ? `${file} ${range.start.line} ${range.start.column} ${url}` : `${file} ${path.join('/')}`,
  );
  return `${list[0].node} ${places.join(' ')}`;
}

function* problemsOf(same: Group<List>): Iterable<ProblemOf<Lists>> {
  const [list] = same;
  const ids = same.map(([{ id }]) => id);
  for (const fault of ['outside', 'mixed'] as const) {
    const wrong = list.filter((link) => link.list?.fault === fault);
    if (wrong.length > 0) yield { message: fault, ...problemOf(wrong, ids) };
  }
  const [{ reach }] = list;
  if (reach.groups !== 'apart' || reach.reaches !== 'all' || reach.complete !== 'required') return;
  for (const group of groupBy(list, groupOf).values())
    if (new Set(group.flatMap(({ target }) => target ?? [])).size > 1 && group.every(({ list: at }) => !at?.fault))
      yield { message: 'shared', severity: 'warning', ...problemOf(group, ids) };
}

function groupOf({ list }: Link): string {
  return list?.group ?? '';
}

function problemOf(
  links: readonly Link[],
  ids: readonly string[],
): Omit<ProblemOf<Lists>, 'message' | 'data'> & { data: ListData } {
  const [first] = links;
  const node = first?.node ?? '';
  const endpoints = links.map(({ endpoint }) => endpoint?.text ?? '');
  const [at, ...related] = places(links, `${node}: ${ids[0]}`);
  return {
    data: { node, links: ids, endpoints },
    at: at ?? { file: '', path: [], label: '' },
    related,
    subject: { nodes: [node], listeners: ids, detail: endpoints.join(' ') },
  };
}

/** The places where links are written, each once. */
function places(links: readonly Link[], label: string): readonly Label[] {
  const unique = new Map(
    links.map(({ place }) => [`${place.file} ${place.path.join('/')} ${place.range?.start.line}`, place]),
  );
  return [...unique.values()].map((place) => ({ ...place, label }));
}

/** Lists of a node that are paired by position and have other groups. */
function* unpairedProblems(lists: readonly List[]): Iterable<ProblemOf<Lists>> {
  const byId = new Map(lists.map((list) => [`${list[0].node} ${list[0].id}`, list]));
  const seen = new Set<string>();
  for (const list of lists) {
    const [{ node, id, reach }] = list;
    for (const other of reach.pairedWith) {
      const sister = byId.get(`${node} ${other}`);
      if (!sister || seen.has(`${node} ${other} ${id}`)) continue;
      seen.add(`${node} ${id} ${other}`);
      const sizes = [list, sister].map(sizesOf);
      if (sizes[0]?.join() === sizes[1]?.join()) continue;
      yield {
        message: 'unpaired',
        data: { node, links: [id, other], sizes },
        at: { ...list[0].place, label: `${node}: ${id}` },
        related: [{ ...sister[0].place, label: `${node}: ${other}` }],
        subject: { nodes: [node], listeners: [id, other], detail: 'pairs' },
      };
    }
  }
}

/** Endpoints per group; what is outside of braces is in none. */
function sizesOf(list: List): readonly number[] {
  const used = list.filter((link) => link.list?.fault !== 'outside');
  return [...groupBy(used, groupOf).values()].map(({ length }) => length);
}
