import type { RuleInfo } from './rule.js';

export const unusedIgnore: RuleInfo = {
  id: 'unused-ignore',
  severity: 'warning',
  summary: 'an `ignore` entry matches nothing',
  why: 'What it accepted is gone, or was never there. Left in place it hides the next finding of the same kind.',
  remedy: 'Remove the entry, or correct its rule, host, node or listener.',
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
  messages: { unused: ({ entry }) => `this ignore entry matches no finding: ${entry}` },
};
