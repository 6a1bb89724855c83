import type { ReferenceMessages } from '../model/problems.js';
import { defineEarlyRule, listed } from './rule.js';

export const unknownReference = defineEarlyRule<ReferenceMessages>({
  id: 'unknown-reference',
  severity: 'error',
  phase: 'names',
  summary: 'a host, node, product, version, profile, listener, link or rule name does not exist',
  why: 'A node, host or link behind an unknown name is not checked: a node on a misspelt host collides with no other node.',
  remedy:
    'Use the name that is suggested, or define what is missing. `wso2-topology catalog` lists products, releases, profiles and listeners.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app2, product: wso2mi, version: 4.2.0 }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0 }
`,
  },
  sources: ['the topology and the catalogue'],
  messages: {
    unknown: ({ kind, name, by, hint }) => `${by} names ${kind} "${name}", which does not exist${hint}`,
    unread: ({ name, by, reason }) => `${by} names configuration "${name}", which cannot be read: ${reason}`,
    address: ({ name, by, nearest, likeness }) =>
      `${by} leads to ${name}, which is no host of the plan; ${nearText(nearest, likeness)}`,
    claimed: ({ name, hosts }) => `the address ${name} belongs to ${listed(hosts)}; it can lead to one of them only`,
    unresolved: ({ name, by, what, assumed }) =>
      `${what} of ${by} stands in its files as ${name}, which only the running system knows; ${assumed === undefined ? 'write it in the topology' : `${assumed} is assumed, as shipped; a topology can say it`}`,
    absent: ({ name, by, assumed }) =>
      `${by} reads its configuration from ${name}, which is not among the files; ${assumed} is assumed, as shipped, and what its ports decide is not judged; add it, or say its ports in a topology`,
  },
});

/** `did you mean "cp.internal"?`, or how to say that both are the same. */
function nearText(nearest: string, likeness: ReferenceMessages['address']['likeness']): string {
  if (likeness === 'slip') return `did you mean "${nearest}"?`;
  return `the ${likeness === 'node' ? 'node of that name is on' : 'plan has'} "${nearest}"; write it as one of its addresses if it is the same`;
}
