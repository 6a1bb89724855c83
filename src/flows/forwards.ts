import { CLIENTS } from '../deployment/clients.js';
import { addressOf } from '../deployment/listener-address.js';
import { lookupIn } from '../deployment/lookup.js';
import { hopText } from '../deployment/services.js';
import type { Deployment, Host } from '../model/deployment.js';
import type { Flow } from '../model/flow.js';
import type { ForwardTarget } from '../model/topology.js';
import { numbersOf } from './addresses.js';
import { crosses } from './machine.js';

/** Returns the connections of load balancers and reverse proxies. The clients that connect to them are not known. */
export function forwardFlows(deployment: Deployment): Flow[] {
  return deployment.hosts
    .filter(({ kind }) => kind !== 'service')
    .flatMap((front) => [
      ...(front.kind === 'ingress' ? clientRows(front, deployment) : []),
      ...front.forwards.flatMap(({ to }) => to.flatMap((target) => flowTo(front, target, deployment))),
    ]);
}

/** An Ingress is there for clients. */
function clientRows(front: Host, deployment: Deployment): Flow[] {
  return front.forwards
    .filter(({ to }) => to.length > 0)
    .map(({ port, protocol, place }) => ({
      ...{ sourceHost: CLIENTS, sourceNode: CLIENTS, sourceAddresses: [], destinationHost: front.id },
      destinationAddresses: numbersOf(front.id, deployment),
      ...{ port, protocol, purpose: 'Requests of clients', link: 'forward' },
      ...{ crossesHosts: true, outcome: 'forward', basis: 'literal', place },
    }));
}

function flowTo(front: Host, target: ForwardTarget, deployment: Deployment): Flow[] {
  const { listener: listenerOf, host: hostOf } = lookupIn(deployment);
  const listener = listenerOf(target.node, target.listener);
  if (!listener) return [];
  const { host, port } = addressOf(listener, front, hostOf);
  return [
    {
      ...{ sourceHost: front.id, sourceNode: 'forward', destinationHost: host, destinationNode: target.node, port },
      ...(target.via?.length ? { through: target.via.map(hopText).join(' -> ') } : {}),
      ...{ protocol: listener.protocol, purpose: listener.purpose, link: 'forward', listener: listener.id },
      sourceAddresses: numbersOf(front.id, deployment),
      destinationAddresses: numbersOf(host, deployment),
      crossesHosts: crosses(front.id, host, deployment),
      outcome: 'forward',
      basis: 'literal',
      place: target.place,
    },
  ];
}
