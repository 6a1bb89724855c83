import { groupBy } from '../../deployment/lookup.js';
import type { DeploymentReport, PublishedStatus } from '../../model/report.js';
import { overlaps } from '../../values/addresses.js';
import { compareTexts } from '../../values/lists.js';

/** The property by which rows are sorted and grouped. */
export type By = 'host' | 'node' | 'port';

/** One port of a host that is taken: by a listener, or by a container that publishes it. */
export interface PortRow {
  readonly host: string;
  /** The effective port; outside 1-65535 if the status is `out-of-range`. */
  readonly port: number;
  /** The last port of a published range. */
  readonly lastPort?: number;
  readonly protocol: 'tcp' | 'udp';
  readonly bind: string;
  /** Empty where no known node listens behind a published port. */
  readonly node: string;
  readonly listener: string;
  readonly transport: string;
  readonly derivation: string;
  readonly dialledBy: readonly string[];
  readonly status: PublishedStatus;
  /** Who wants the same port, where it is a collision: the first few. */
  readonly rivals: readonly string[];
  /** Whether others want it too: where thousands do, thousands of rows would name them all. */
  readonly hasMoreRivals?: boolean;
}

/** Rivals that a row names. */
const NAMED_RIVALS = 8;

type Rivals = Pick<PortRow, 'rivals' | 'hasMoreRivals'>;
type Draft = Omit<PortRow, keyof Rivals> & { readonly container?: string };

/** Returns who holds which port of a deployment; the order depends on nothing but names and numbers. */
export function portRows(deployment: DeploymentReport, by: By): readonly PortRow[] {
  const drafts = [...listenerRows(deployment), ...publishedRows(deployment)].sort(ORDER[by]);
  const wanted = groupBy(
    drafts.filter(({ status }) => status === 'collision'),
    socketOf,
  );
  return drafts.map(({ container, ...draft }) => ({
    ...draft,
    ...rivalsOf({ ...draft, ...(container === undefined ? {} : { container }) }, wanted),
  }));
}

function listenerRows({ listeners }: DeploymentReport): Draft[] {
  return listeners.map(({ host, port, protocol, bind, node, listener, transport, derivation, dialledBy, status }) => ({
    ...{ host, port, protocol, bind, node, listener, transport, derivation, dialledBy, status },
  }));
}

function publishedRows({ published, listeners }: DeploymentReport): Draft[] {
  const transports = new Map(listeners.map(({ node, listener, transport }) => [`${node} ${listener}`, transport]));
  return published.map(
    ({ host, port, lastPort, protocol, bind, container, published: text, node = '', listener = '', status }) => ({
      host,
      port,
      ...(lastPort === undefined ? {} : { lastPort }),
      protocol,
      bind,
      node,
      listener,
      transport: transports.get(`${node} ${listener}`) ?? '',
      derivation: `published by ${container} as ${text}`,
      dialledBy: [],
      status,
      container,
    }),
  );
}

function socketOf({ host, port, protocol }: Draft): string {
  return `${host} ${port} ${protocol}`;
}

function rivalsOf(row: Draft, wanted: ReadonlyMap<string, readonly Draft[]>): Rivals {
  const names = new Set<string>();
  if (row.status === 'collision')
    for (const other of wanted.get(socketOf(row)) ?? []) {
      if (isSame(row, other) || !overlaps(row.bind, other.bind)) continue;
      names.add(rivalName(row, other));
      if (names.size > NAMED_RIVALS) break;
    }
  return firstOf(names);
}

function firstOf(names: ReadonlySet<string>): Rivals {
  const rivals = [...names].slice(0, NAMED_RIVALS);
  return names.size > NAMED_RIVALS ? { rivals, hasMoreRivals: true } : { rivals };
}

function isSame(row: Draft, other: Draft): boolean {
  return (
    row.node === other.node &&
    row.listener === other.listener &&
    row.derivation === other.derivation &&
    row.bind === other.bind
  );
}

/** Within one node the listener distinguishes the two. */
function rivalName(row: Draft, other: Draft): string {
  if (other.container !== undefined) return other.container;
  return row.node === other.node ? other.listener : other.node;
}

/** Folds rows of one host, port and protocol into one, with all their owners; the row that something is wrong with is the one to show. */
export function foldedRows(rows: readonly PortRow[]): readonly PortRow[] {
  const groups = groupBy(
    rows,
    ({ host, port, lastPort = port, protocol }) => `${host} ${port} ${lastPort} ${protocol}`,
  );
  return [...groups.values()].map((group) => {
    const joined = (textOf: (row: PortRow) => string) =>
      [...new Set(group.map(textOf))].filter((text) => text !== '').join(', ');
    return {
      ...(group.find(({ status }) => status !== 'ok') ?? group[0]),
      bind: joined(({ bind }) => bind),
      node: joined(({ node }) => node),
      listener: joined(({ listener }) => listener),
      transport: joined(({ transport }) => transport),
      derivation: joined(({ derivation }) => derivation),
      dialledBy: [...new Set(group.flatMap(({ dialledBy }) => dialledBy))],
      ...firstOf(new Set(group.flatMap(({ rivals }) => rivals))),
    };
  });
}

type Compare = (a: Draft, b: Draft) => number;

const byPort: Compare = (a, b) => a.port - b.port || compareTexts(a.protocol, b.protocol);
const byHost: Compare = (a, b) => compareTexts(a.host, b.host);
const byNode: Compare = (a, b) => compareTexts(a.node, b.node);
const byRest: Compare = (a, b) =>
  compareTexts(a.listener, b.listener) || compareTexts(a.bind, b.bind) || compareTexts(a.derivation, b.derivation);

const ORDER: Readonly<Record<By, Compare>> = {
  host: (a, b) => byHost(a, b) || byPort(a, b) || byNode(a, b) || byRest(a, b),
  node: (a, b) => byNode(a, b) || byPort(a, b) || byHost(a, b) || byRest(a, b),
  port: (a, b) => byPort(a, b) || byHost(a, b) || byNode(a, b) || byRest(a, b),
};
