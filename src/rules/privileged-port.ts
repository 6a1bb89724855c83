import type { Listener } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import { FIRST_UNPRIVILEGED_PORT, isPort } from '../values/ports.js';
import { defineRule } from './rule.js';

type Low = {
  readonly low: {
    readonly node: string;
    readonly host: string;
    readonly listener: string;
    readonly port: number;
    readonly protocol: Protocol;
  };
};

export const privilegedPort = defineRule<Low>({
  id: 'privileged-port',
  severity: 'info',
  summary: 'an effective port is below 1024',
  why: 'Most Unix systems let only root, or a process with CAP_NET_BIND_SERVICE, bind such a port, and WSO2 servers should not run as root.',
  remedy:
    'Let a reverse proxy or a port redirect use the low port, or grant the capability and set the rule to off for this topology.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 0, ports: { passthrough-https: 443 } }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 0 }
`,
  },
  sources: ['ip(7), net.ipv4.ip_unprivileged_port_start'],
  messages: {
    low: ({ node, listener, port }) =>
      `${node} opens port ${port} (${listener}), which needs rights below ${FIRST_UNPRIVILEGED_PORT}`,
  },
  check: function* (deployment) {
    for (const listener of deployment.listeners)
      if (isPort(listener.port) && listener.port < FIRST_UNPRIVILEGED_PORT) yield problemOf(listener);
  },
});

function problemOf({ node, host, id, port, derivation, protocol, place }: Listener): ProblemOf<Low> {
  return {
    message: 'low',
    data: { node, host, listener: id, port, protocol },
    at: { ...place, label: `${node}: ${id} = ${derivation}` },
    related: [],
    subject: { host, nodes: [node], listeners: [id] },
  };
}
