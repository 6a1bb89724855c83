import type { ProblemOf } from '../model/finding.js';
import type { Ignore } from '../model/topology.js';
import { present } from '../values/present.js';
import { defineEarlyRule } from './rule.js';

type Unused = {
  readonly unused: {
    /** The entry in one line. */
    readonly entry: string;
    readonly rule: string;
    readonly host?: string;
    readonly node?: string;
    readonly listener?: string;
  };
  readonly expired: {
    readonly entry: string;
    /** The last day on which it accepted findings. */
    readonly until: string;
  };
};

export const unusedIgnore = defineEarlyRule<Unused>({
  id: 'unused-ignore',
  severity: 'warning',
  phase: 'after',
  summary: 'an `ignore` entry matches nothing, or its last day is over',
  why: 'The finding that it accepted is gone, or never existed. An entry that stays hides the next finding of the same kind.',
  remedy:
    'Remove the entry, or correct its rule, host, node or listener. Where `until` is over, correct what it accepted, or give it another day.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0 }
ignore:
  - { rule: privileged-port, node: mi, reason: "port 443 is granted by systemd" }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 0, ports: { passthrough-https: 443 } }
ignore:
  - { rule: privileged-port, node: mi, reason: "port 443 is granted by systemd" }
`,
  },
  sources: ['the topology itself'],
  messages: {
    unused: ({ entry }) => `this ignore entry matches no finding: ${entry}`,
    expired: ({ entry, until }) => `this ignore entry accepts nothing after ${until}: ${entry}`,
  },
});

/** Makes the problem of an entry that matches no finding. */
export function unusedProblem(ignore: Ignore): ProblemOf<Unused> {
  const { rule, host, node, listener, place } = ignore;
  return {
    message: 'unused',
    data: present({ entry: entryText(ignore), rule, host, node, listener }),
    at: { ...place, label: 'matches nothing' },
    ...aboutEntry(ignore),
  };
}

/** Makes the problem of an entry whose last day is over; what it accepted is a finding again. */
export function expiredProblem(ignore: Ignore): ProblemOf<Unused> {
  const { until = '', place } = ignore;
  return {
    message: 'expired',
    data: { entry: entryText(ignore), until },
    at: { file: place.file, path: [...place.path, 'until'], label: 'this day is over' },
    ...aboutEntry(ignore),
  };
}

function entryText({ rule, host, node, listener }: Ignore): string {
  return Object.entries({ rule, host, node, listener })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}

function aboutEntry({ rule, host, node, listener }: Ignore) {
  return {
    related: [],
    subject: {
      nodes: node === undefined ? [] : [node],
      listeners: listener === undefined ? [] : [listener],
      detail: `${rule} ${host ?? ''}`,
    },
  };
}
