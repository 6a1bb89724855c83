import { type Group, groupBy, lookupIn, mapGroup } from '../deployment/lookup.js';
import type { Host, Listener } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import { contains, formatRange } from '../values/ports.js';
import { counted, defineRule } from './rule.js';

type Inside = {
  readonly inside: {
    readonly node: string;
    readonly host: string;
    readonly range: string;
    readonly ports: Group<{ readonly listener: string; readonly port: number; readonly protocol: Protocol }>;
  };
};

export const ephemeralPort = defineRule<Inside>({
  id: 'ephemeral-port',
  severity: 'info',
  summary: "a listener lies in the host's outgoing port range, so a start may fail at random",
  why: 'The operating system gives these ports to outgoing connections. If such a connection has the port at the moment of a start, the bind fails; at another moment it succeeds.',
  remedy:
    'Choose ports below the range, or reserve the number (net.ipv4.ip_local_reserved_ports) and narrow `ephemeral` of the host.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  integrator: { host: app1, product: wso2mi, version: 4.2.0, ports: { passthrough-http: 40280 } }
`,
    good: `version: 1
hosts: { app1: { ephemeral: 49152-60999 } }
nodes:
  integrator: { host: app1, product: wso2mi, version: 4.2.0, ports: { passthrough-http: 40280 } }
`,
  },
  sources: ['aem-aws-stack-builder issue 213', 'trustbloc sandbox issue 843', 'Linux: net.ipv4.ip_local_port_range'],
  messages: {
    inside: ({ node, host, range, ports }) => {
      const [{ port, protocol, listener }] = ports;
      const rest = ports.length > 1 ? ` and ${counted(ports.length - 1, 'more port')}` : '';
      return `${node} opens ${port}/${protocol} (${listener})${rest} in the outgoing range ${range} of ${host}`;
    },
  },
  check: function* (deployment) {
    const { listenersOn } = lookupIn(deployment);
    for (const host of deployment.hosts) {
      const { ephemeral } = host;
      if (!ephemeral) continue;
      // A socket that others may share is bound whoever has the port: multicast of clusters.
      const inside = listenersOn(host.id).filter(({ port, shareable }) => !shareable && contains(ephemeral, port));
      for (const listeners of groupBy(inside, ({ node }) => node).values())
        yield problemOf(host, formatRange(ephemeral), listeners);
    }
  },
});

function problemOf(host: Host, range: string, listeners: Group<Listener>): ProblemOf<Inside> {
  const [first] = listeners;
  const { node } = first;
  return {
    message: 'inside',
    data: {
      node,
      host: host.id,
      range,
      ports: mapGroup(listeners, ({ id, port, protocol }) => ({ listener: id, port, protocol })),
    },
    at: { label: `${node}: ${first.id} = ${first.derivation}`, ...first.place },
    related: [],
    subject: { host: host.id, nodes: [node], listeners: listeners.map(({ id }) => id) },
    notes: listeners.length === 1 ? [] : listeners.map(({ id, port, protocol }) => `${id}: ${port}/${protocol}`),
  };
}
