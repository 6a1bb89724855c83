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
  /** Endpoints of sister lists at one position that lead to different nodes. */
  readonly crossed: {
    readonly node: string;
    readonly links: readonly string[];
    /** Two endpoints each, as they are written. */
    readonly pairs: readonly (readonly string[])[];
  };
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
    crossed: ({ node, links, pairs }) =>
      `${node} pairs ${listed(pairs.map((pair) => pair.join(' with ')))} (${listed(links)}), and both endpoints of a pair have to be of one node`,
  },
  check: function* ({ links }) {
    const written = links.filter(({ basis, list }) => basis === 'literal' && list !== undefined);
    const lists = [...groupBy(written, ({ node, id }) => `${node} ${id}`).values()];
    // Links that read one setting are one list.
    for (const same of groupBy(lists, placesOf).values()) yield* faultsOf(same);
    yield* sharedProblems(lists);
    yield* sisterProblems(lists);
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

function* faultsOf(same: Group<List>): Iterable<ProblemOf<Lists>> {
  const [list] = same;
  const ids = same.map(([{ id }]) => id);
  for (const fault of ['outside', 'mixed'] as const) {
    const [first, ...others] = list.filter((link) => link.list?.fault === fault);
    if (first) yield { message: fault, ...problemOf([first, ...others], ids) };
  }
}

/** Yields groups of several nodes, once for the lists of a node that have the same ones: sister lists are grouped alike. */
function* sharedProblems(lists: readonly List[]): Iterable<ProblemOf<Lists>> {
  const groups = lists
    .filter(([{ reach }]) => reach.groups === 'apart' && reach.reaches === 'all' && reach.complete === 'required')
    .flatMap((list) => [...groupBy(list, groupOf).values()])
    .filter((group) => targetsOf(group).length > 1 && group.every(({ list: at }) => !at?.fault));
  for (const same of groupBy(groups, (group) => [group[0].node, ...targetsOf(group)].join(' ')).values())
    yield {
      message: 'shared',
      severity: 'warning',
      ...problemOf(
        same[0],
        same.map(([{ id }]) => id),
      ),
    };
}

function targetsOf(links: readonly Link[]): readonly string[] {
  return [...new Set(links.flatMap(({ target }) => target ?? []))].sort();
}

function groupOf({ list }: Link): string {
  return list?.group ?? '';
}

function problemOf(
  links: List,
  ids: readonly string[],
): Omit<ProblemOf<Lists>, 'message' | 'data'> & { data: ListData } {
  const [{ node, place }] = links;
  const endpoints = links.map(({ endpoint }) => endpoint?.text ?? '');
  const label = `${node}: ${ids[0]}`;
  return {
    data: { node, links: ids, endpoints },
    at: { ...place, label },
    related: places(links, label).slice(1),
    // Whom they lead to, so that the finding is the same one where a node gets another port.
    subject: {
      nodes: [node],
      listeners: ids,
      detail: links.map(({ target }, index) => target ?? endpoints[index]).join(' '),
    },
  };
}

/** The places where links are written, each once. */
function places(links: readonly Link[], label: string): readonly Label[] {
  const unique = new Map(
    links.map(({ place }) => [`${place.file} ${place.path.join('/')} ${place.range?.start.line}`, place]),
  );
  return [...unique.values()].map((place) => ({ ...place, label }));
}

/** Lists of a node that are paired by position, and have other groups or other nodes at a position. */
function* sisterProblems(lists: readonly List[]): Iterable<ProblemOf<Lists>> {
  const byId = new Map(lists.map((list) => [`${list[0].node} ${list[0].id}`, list]));
  const seen = new Set<string>();
  for (const list of lists) {
    const [{ node, id, reach }] = list;
    for (const other of reach.pairedWith) {
      const sister = byId.get(`${node} ${other}`);
      if (!sister || seen.has(`${node} ${other} ${id}`)) continue;
      seen.add(`${node} ${id} ${other}`);
      const sizes = [list, sister].map(sizesOf);
      if (sizes[0]?.join() === sizes[1]?.join()) yield* crossedProblems(list, sister);
      else yield { message: 'unpaired', ...sistersOf(list, sister, { sizes }) };
    }
  }
}

/** A publisher gets a session from the secure endpoint and uses it at the plain one: both have to be of one node. */
function* crossedProblems(list: List, sister: List): Iterable<ProblemOf<Lists>> {
  const crossed = list.flatMap((link, index) => {
    const pair = sister[index];
    // A wrong end is its own finding; the node that it names by mistake is none of a pair.
    if (!pair || [link, pair].some(({ verdict }) => verdict === 'wrong')) return [];
    return pair.target && link.target && pair.target !== link.target ? [[link, pair]] : [];
  });
  const pairs = crossed.map((pair) => pair.map(({ endpoint }) => endpoint?.text ?? ''));
  if (pairs.length > 0) yield { message: 'crossed', ...sistersOf(list, sister, { pairs }) };
}

/** What findings of two sister lists have in common. */
function sistersOf<T extends object>([list]: List, [sister]: List, data: T) {
  const [{ node, id }, { id: other }] = [list, sister];
  return {
    data: { node, links: [id, other], ...data },
    at: { ...list.place, label: `${node}: ${id}` },
    related: [{ ...sister.place, label: `${node}: ${other}` }],
    subject: { nodes: [node], listeners: [id, other], detail: 'pairs' },
  };
}

/** Endpoints per group; what is outside of braces is in none. */
function sizesOf(list: List): readonly number[] {
  const used = list.filter((link) => link.list?.fault !== 'outside');
  return [...groupBy(used, groupOf).values()].map(({ length }) => length);
}
