import { CLIENTS } from '../deployment/clients.js';
import { endsOf } from '../deployment/ends.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { Flow } from '../model/flow.js';
import { present } from '../values/present.js';
import { numbersOf } from './addresses.js';
import { publishes } from './machine.js';

/** Returns whether a value is shown to clients: they dial it, and the node that has it does not. */
export function isForClients({ kind, reach }: Pick<Link, 'kind' | 'reach'>): boolean {
  return kind === 'advertised' || reach.front === 'client';
}

/** Returns the connections that clients make because a node shows them an endpoint: to a front end, or to the node at the other end. */
export function clientFlows(link: Link, deployment: Deployment): Flow[] {
  const { listener: listenerOf } = lookupIn(deployment);
  const { basis } = link;
  return endsOf(link, deployment).map(({ node, host, port }) => {
    const listener = listenerOf(node, link.listener);
    const isFront = host !== listener?.host && !publishes(host, listener?.host, deployment);
    return present({
      sourceHost: CLIENTS,
      sourceNode: CLIENTS,
      sourceAddresses: [],
      destinationHost: host,
      destinationNode: isFront ? undefined : node,
      destinationAddresses: numbersOf(host, deployment),
      port,
      protocol: listener?.protocol ?? ('tcp' as const),
      purpose: listener?.purpose ?? '',
      link: link.id,
      listener: link.listener,
      crossesHosts: true,
      outcome: link.outcome,
      basis: basis === 'literal' || basis === 'named' ? basis : ('assumed' as const),
    });
  });
}
