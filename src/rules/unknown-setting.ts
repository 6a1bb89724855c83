import type { UnknownKey } from '../model/configured.js';
import type { Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { defineRule, listed } from './rule.js';

type Unknown = {
  readonly unread: {
    readonly node: string;
    readonly host: string;
    readonly product: string;
    readonly release: string;
    readonly file: string;
    readonly table: string;
    readonly key: string;
    /** The key that is spelled nearly so. */
    readonly meant: string | undefined;
    /** The table that reads the key. */
    readonly meantTable: string | undefined;
    /** Ranges of releases that read the key. */
    readonly readBy: readonly string[];
  };
};

export const unknownSetting = defineRule<Unknown>({
  id: 'unknown-setting',
  severity: 'warning',
  summary: 'a table with ports or endpoints has a key that the release does not read',
  why: 'The product ignores the key and starts with its own value: the port or the endpoint that was meant stays as it is shipped.',
  remedy: 'Correct the spelling, use the key of this release, or remove it.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, config: conf/mi }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, config: conf/other }
`,
    files: {
      'conf/mi/deployment.toml': '[transport.http]\nlistener.prot = 8281\n',
      'conf/other/deployment.toml': '[transport.http]\nlistener.port = 8281\n',
    },
  },
  sources: ['default.json, key-mappings.json, infer.json and the templates of the pack'],
  messages: {
    unread: ({ product, release, table, key, meant, meantTable, readBy }) =>
      `${product} ${release} does not read ${key} ${placeOf(table)}${meantTable === undefined ? hintOf(meant, readBy) : `; did you mean [${meantTable}]?`}`,
  },
  check: function* ({ nodes }) {
    for (const node of nodes)
      for (const key of node.unknownKeys ?? []) if (!isOfAnotherRelease(node, key)) yield problemOf(node, key);
  },
});

/** The release of the node is a guess, and some release reads the key. */
function isOfAnotherRelease({ assumed, evidence }: Node, { readBy }: UnknownKey): boolean {
  const isGuessed = assumed !== undefined || evidence?.assumed.some(({ aspect }) => aspect === 'version') === true;
  return isGuessed && readBy.length > 0;
}

function hintOf(meant: string | undefined, readBy: readonly string[]): string {
  if (meant !== undefined) return `; did you mean "${meant}"?`;
  return readBy.length === 0 ? '' : `, only ${listed(readBy)} ${readBy.length === 1 ? 'does' : 'do'}`;
}

/** A key that stands before every table is in none. */
function placeOf(table: string): string {
  return table === '' ? 'outside of a table' : `of [${table}]`;
}

function problemOf(node: Node, { table, key, meant, meantTable, readBy, file, range }: UnknownKey): ProblemOf<Unknown> {
  const { id, host, product, release, place } = node;
  return {
    message: 'unread',
    data: { node: id, host, product, release, file, table, key, meant, meantTable, readBy },
    at: { file, range, path: place.path, label: `${id}: ${key}` },
    related: [],
    subject: { host, nodes: [id], listeners: [], detail: `${table} ${key}` },
  };
}
