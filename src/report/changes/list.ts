import type {
  Changes,
  DeploymentChanges,
  LinkChange,
  OpeningChange,
  PlannedPort,
  PortChange,
  SettingChange,
} from '../../model/changes.js';
import type { Finding } from '../../model/report.js';
import type { Grid } from '../page/page.js';

/** The changes of one kind: a heading, and a row for each of them. */
export interface ChangeList {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly ChangeRow[];
}

interface ChangeRow {
  /** `+` and `-` for what comes and goes, `~` for what moves, `!` for what breaks. */
  readonly sign: '+' | '-' | '~' | '!';
  readonly cells: readonly string[];
}

/** Returns whether two plans are the same in everything that is compared. */
export function isEmpty(changes: Changes): boolean {
  return changes.found.length + changes.gone.length === 0 && differing(changes).length === 0;
}

/** Returns the deployments that are different. */
export function differing({ deployments }: Changes): readonly DeploymentChanges[] {
  return deployments.filter((deployment) => deployment.only !== undefined || listsOf(deployment).length > 0);
}

/** Returns the lists of a deployment that have rows. */
export function listsOf({ ports, links, openings, edits, stored }: DeploymentChanges): readonly ChangeList[] {
  const lists: readonly ChangeList[] = [
    { title: 'Ports', columns: ['port', 'owner', 'before', 'after'], rows: ports.map(portRow) },
    { title: 'Links', columns: ['link', 'is', 'before', 'after'], rows: links.map(linkRow) },
    {
      title: 'Firewall',
      columns: ['rule', 'source', 'destination', 'port', 'for', 'basis'],
      rows: openings.map(openingRow),
    },
    { title: 'Files to edit', columns: ['node', 'file', 'setting', 'before', 'after'], rows: edits.map(valueRow) },
    {
      title: 'Stored values that name a wrong port',
      columns: ['node', 'stored in', 'before', 'after'],
      rows: stored.map(storedRow),
    },
  ];
  return lists.filter(({ rows }) => rows.length > 0);
}

/** Returns the list of the findings that are new and gone, if there are any. */
export function findingLists({ found, gone }: Changes): readonly ChangeList[] {
  const rows = [...found.map(findingRow('+')), ...gone.map(findingRow('-'))];
  return rows.length === 0 ? [] : [{ title: 'Findings', columns: ['finding', 'rule', 'place', 'what is wrong'], rows }];
}

export function gridOf({ columns, rows }: ChangeList): Grid {
  return {
    columns: ['', ...columns].map((title) => ({ title })),
    rows: rows.map(({ sign, cells }) => ({ cells: [sign, ...cells], alarm: sign === '!' })),
  };
}

/** Returns the heading of a deployment, where there are several or it is in one plan only. */
export function titleOf({ deployments }: Changes, { file, name, only }: DeploymentChanges): string | undefined {
  if (deployments.length < 2 && only === undefined) return undefined;
  const what = name === undefined ? file : `${name} (${file})`;
  return only === undefined ? what : `${what}: only in the ${only} plan`;
}

const PORT_SIGNS = { opened: '+', closed: '-', moved: '~' } as const;

function portRow({ kind, owner, protocol, from, to }: PortChange): ChangeRow {
  const hosts = from?.host === to?.host ? [] : [from?.host, to?.host];
  const text = (port: PlannedPort | undefined) =>
    port === undefined ? '' : portText(port, hosts.length > 0 || !from || !to);
  const host = to?.host ?? from?.host ?? '';
  const where = kind === 'moved' && hosts.length === 0 ? ` on ${host}` : '';
  return {
    sign: PORT_SIGNS[kind],
    cells: [`${kind}${where}`, owner, ...[from, to].map(text).map((each) => withProtocol(each, protocol))],
  };
}

function withProtocol(port: string, protocol: PortChange['protocol']): string {
  return port === '' || protocol === 'tcp' ? port : `${port}/${protocol}`;
}

function portText({ host, port, lastPort, bind }: PlannedPort, withHost: boolean): string {
  const range = lastPort === undefined ? `${port}` : `${port}-${lastPort}`;
  return `${withHost ? `${host}:` : ''}${range}${bind === '*' ? '' : ` (bound to ${bind})`}`;
}

const LINK_SIGNS = { broken: '!', cured: '+', redirected: '~' } as const;

function linkRow({ kind, node, link, from = '', to }: LinkChange): ChangeRow {
  return { sign: LINK_SIGNS[kind], cells: [`${node} ${link}`, kind, from, to] };
}

function openingRow(change: OpeningChange): ChangeRow {
  const { kind, sourceHost, sourceAddresses, destinationHost, destinationAddresses } = change;
  const { port, protocol, link, basis } = change;
  const place = (host: string, addresses: readonly string[]) =>
    addresses.length === 0 || addresses.includes(host) ? host : `${host} (${addresses.join(', ')})`;
  return {
    sign: kind === 'add' ? '+' : '-',
    cells: [
      kind,
      place(sourceHost, sourceAddresses),
      place(destinationHost, destinationAddresses),
      `${port}/${protocol}`,
      link,
      basis,
    ],
  };
}

function valueRow({ node, file, setting, from = '', to }: SettingChange): ChangeRow {
  return { sign: '~', cells: [node, file, setting, from, to] };
}

function storedRow({ node, file, from = '', to }: SettingChange): ChangeRow {
  return { sign: '!', cells: [node, file, from, to] };
}

function findingRow(sign: '+' | '-') {
  return ({ severity, rule, file, range, message }: Finding): ChangeRow => ({
    sign,
    cells: [
      `${sign === '+' ? 'new' : 'gone'} ${severity}`,
      rule,
      `${file}:${range.start.line}:${range.start.column}`,
      message,
    ],
  });
}
