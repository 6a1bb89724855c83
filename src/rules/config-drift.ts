import { lookupIn } from '../deployment/lookup.js';
import type { Drift } from '../model/configured.js';
import type { Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { defineRule } from './rule.js';

type Drifted = {
  readonly differs: {
    readonly node: string;
    readonly host: string;
    /** The setting, as it is called in the topology. */
    readonly what: string;
    /** In the topology. */
    readonly written: string | number;
    /** In the file. */
    readonly found: string | number;
    readonly file: string;
    /** 1-based. */
    readonly line: number | undefined;
  };
};

export const configDrift = defineRule<Drifted>({
  id: 'config-drift',
  severity: 'error',
  summary: 'the topology and a configuration file of the node contain different values',
  why: 'The node starts with the values of its files. A plan with other values describes an installation that does not exist.',
  remedy:
    'Correct the one that is wrong. A value that is in the file can be left out of the topology; it is then read from the file.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, config: conf/mi, offset: 3 }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, config: conf/mi }
`,
    files: { 'conf/mi/deployment.toml': '[server]\noffset = 13\n' },
  },
  sources: ['the topology and the configuration files of the node'],
  messages: {
    differs: ({ node, what, written, found, file }) =>
      `${what} of ${node} is ${written} in the topology, and ${found} in ${file}`,
  },
  check: function* ({ nodes }) {
    for (const node of nodes) for (const drift of node.drifts ?? []) yield problemOf(node, drift);
  },
  fixes: function* ({ data }, deployment) {
    const node = lookupIn(deployment).node(data.node);
    const edit = node?.drifts?.find(({ what, written }) => what === data.what && written === data.written)?.edit;
    if (node && edit)
      yield { title: `set ${data.what} of ${node.id} to ${String(edit.to)}`, edits: [edit], configuration: [] };
  },
});

function problemOf(node: Node, { what, id, written, found, place, foundAt, setting }: Drift): ProblemOf<Drifted> {
  return {
    message: 'differs',
    data: { node: node.id, host: node.host, what, written, found, file: foundAt.file, line: foundAt.range?.start.line },
    at: { ...place, label: `${node.id}: ${what} = ${written}` },
    related: [{ ...foundAt, label: `${setting} = ${found}` }],
    subject: {
      host: node.host,
      nodes: [node.id],
      listeners: id === undefined ? [] : [id],
      detail: `${what} ${written}`,
    },
  };
}
