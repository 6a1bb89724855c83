import { groupBy, lookupIn } from '../deployment/lookup.js';
import { occupantsOf, reservedPorts, type Socket } from '../deployment/sockets.js';
import type { Host, Listener } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import type { Occupied } from '../model/topology.js';
import { formatRange } from '../values/ports.js';
import { defineRule } from './rule.js';

type Taken = {
  readonly taken: {
    readonly host: string;
    readonly port: number;
    readonly protocol: Protocol;
    readonly node: string;
    readonly listener: string;
    readonly by: string;
  };
};

export const occupiedPort = defineRule<Taken>({
  id: 'occupied-port',
  severity: 'error',
  clearedBy: 'offset',
  summary: 'a listener wants a port that `occupied` gives to other software',
  why: 'The other software has the port first, so the listener does not open. The server often starts nevertheless, and only its log shows the failure.',
  remedy: 'Give the node another offset, move the other software, or bind one of them to another address.',
  example: {
    bad: `version: 1
hosts:
  app1: { occupied: [{ port: 9443, by: rancher }] }
nodes:
  identity: { host: app1, product: wso2is, version: 7.0.0 }
`,
    good: `version: 1
hosts:
  app1: { occupied: [{ port: 9444, by: rancher }] }
nodes:
  identity: { host: app1, product: wso2is, version: 7.0.0 }
`,
  },
  sources: ['product-microgateway issues 2811, 2812 and 2869'],
  messages: {
    taken: ({ host, port, node, listener, by }) =>
      `port ${port} on ${host} is held by ${by}, and ${node} (${listener}) wants it`,
  },
  check: function* (deployment) {
    const { listenersOn } = lookupIn(deployment);
    const published = reservedPorts(deployment);
    for (const host of deployment.hosts) {
      if (host.occupied.length === 0) continue;
      for (const socket of [...listenersOn(host.id), ...(published.get(host.id) ?? [])]) {
        yield* problemsOf(host, socket);
      }
    }
  },
  ports: ({ data: { host, port, protocol, node, listener } }) => [
    { host, port, protocol, owners: [{ node, listener }] },
  ],
});

/** One for each port that is taken first: a published range may meet several entries. */
function* problemsOf(host: Host, socket: Listener | Socket): Iterable<ProblemOf<Taken>> {
  const firstTaken = ({ from }: Occupied) => Math.max(from, socket.port);
  // A front end that forwards to other software has the port already, and does not compete with itself for it.
  const isFrontEnd = 'forward' in socket && socket.forward !== undefined;
  const occupants = occupantsOf(host, socket).filter((entry) => !(isFrontEnd && entry.isForwarded));
  for (const [occupant] of groupBy(occupants, (entry) => String(firstTaken(entry))).values())
    yield problemOf(host, socket, firstTaken(occupant), occupant);
}

function holderOf({ container, published, forward, host }: Socket): readonly [string, string] {
  return forward === undefined ? [container ?? host, `published ${published}`] : [host, `forward to ${forward}`];
}

function problemOf(host: Host, socket: Listener | Socket, port: number, occupant: Occupied): ProblemOf<Taken> {
  const [node, listener] = 'id' in socket ? [socket.node, socket.id] : holderOf(socket);
  return {
    message: 'taken',
    data: { host: host.id, port, protocol: socket.protocol, node, listener, by: occupant.by },
    at: { ...socket.place, label: `${node}: ${listener} = ${socket.derivation}` },
    related: [{ ...occupant.place, label: `${occupant.by}: ${formatRange(occupant)}/${occupant.protocol}` }],
    subject: { host: host.id, nodes: [node], listeners: [listener] },
  };
}
