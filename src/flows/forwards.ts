import { addressOf } from '../deployment/listener-address.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Host } from '../model/deployment.js';
import type { Flow } from '../model/flow.js';
import type { ForwardTarget } from '../model/topology.js';
import { numbersOf } from './addresses.js';
import { crosses } from './machine.js';

/** Returns the connections of load balancers and reverse proxies. The clients that connect to them are not known. */
export function forwardFlows(deployment: Deployment): Flow[] {
  return deployment.hosts.flatMap((front) =>
    front.forwards.flatMap(({ to }) => to.flatMap((target) => flowTo(front, target, deployment))),
  );
}

function flowTo(front: Host, target: ForwardTarget, deployment: Deployment): Flow[] {
  const { listener: listenerOf, host: hostOf } = lookupIn(deployment);
  const listener = listenerOf(target.node, target.listener);
  if (!listener) return [];
  const { host, port } = addressOf(listener, front, hostOf);
  return [
    {
      ...{ sourceHost: front.id, sourceNode: 'forward', destinationHost: host, destinationNode: target.node, port },
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
