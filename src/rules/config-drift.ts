import { lookupIn } from '../deployment/lookup.js';
import type { Drift } from '../model/configured.js';
import type { Node } from '../model/deployment.js';
import type { Rule } from './rule.js';

export const configDrift: Rule = {
  id: 'config-drift',
  severity: 'error',
  summary: 'the topology and a configuration file of the node tell different values',
  why: 'The node starts with what stands in its files. A plan that says something else was checked for an installation that does not exist.',
  remedy:
    'Correct the one that is wrong. A value that the file has need not stand in the topology at all: leave it out there, and it is read from the file.',
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
    const node = lookupIn(deployment).node(data.node as string);
    const edit = node?.drifts?.find(({ what, written }) => what === data.what && written === data.written)?.edit;
    if (node && edit)
      yield { title: `set ${String(data.what)} of ${node.id} to ${String(edit.to)}`, edits: [edit], configuration: [] };
  },
};

function problemOf(node: Node, { what, id, written, found, place, foundAt, setting }: Drift) {
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
