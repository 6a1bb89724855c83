import { endsOf } from '../deployment/ends.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, LinkOutcome } from '../model/deployment.js';
import type { Flow, FlowMatrix, OpenLink } from '../model/flow.js';
import { compareTexts } from '../values/lists.js';
import { isPort } from '../values/ports.js';
import { forwardFlows } from './forwards.js';
import { crosses } from './machine.js';
import { byPlace } from './order.js';

/** Who connects to whom, and on which port: one row for each connection, in an order that depends on names and numbers alone. */
export function flowsOf(deployment: Deployment): FlowMatrix {
  const flows = [...deployment.links.flatMap((link) => flowsOfLink(link, deployment)), ...forwardFlows(deployment)];
  return { flows: unique(flows.filter(({ port }) => isPort(port))).sort(byPlace), open: openLinks(deployment) };
}

function flowsOfLink(link: Link, deployment: Deployment): Flow[] {
  // A node that dials itself needs no opening, and a link that is not used makes no connection.
  if (link.outcome === 'off') return [];
  if (link.outcome === 'external' || link.outcome === 'undecided') return externalFlow(link, deployment);
  return endsOf(link, deployment)
    .filter(({ node }) => node !== link.node)
    .map(({ node, ...entrance }) => flowTo(link, node, entrance, deployment));
}

function flowTo(
  link: Link,
  target: string,
  { host, port }: { readonly host: string; readonly port: number },
  deployment: Deployment,
): Flow {
  const { listener: listenerOf, owner } = lookupIn(deployment);
  const listener = listenerOf(target, link.listener);
  const sourceHost = owner(link).host;
  const isFront = host !== listener?.host && !publishes(host, listener?.host, deployment);
  return {
    sourceHost,
    sourceNode: link.node,
    destinationHost: host,
    ...(isFront ? {} : { destinationNode: target }),
    port,
    protocol: listener?.protocol ?? 'tcp',
    purpose: listener?.purpose ?? '',
    link: link.id,
    listener: link.listener,
    crossesHosts: crosses(sourceHost, host, deployment),
    outcome: link.outcome,
    ...(link.outcome === 'derived' ? { configure: `${host}:${port}` } : {}),
    ...(isWrong(link.outcome) ? { dialled: link.endpoint?.text ?? String(link.dialled) } : {}),
  };
}

/** Whether a host is the machine of a container. */
function publishes(host: string, container: string | undefined, deployment: Deployment): boolean {
  return container !== undefined && lookupIn(deployment).host(container)?.on === host;
}

function isWrong(outcome: LinkOutcome): boolean {
  return outcome === 'port-mismatch' || outcome === 'scheme-mismatch' || outcome === 'wrong-role' || outcome === 'self';
}

/** An endpoint outside of the topology, or of software on its hosts that no node is. */
function externalFlow(link: Link, deployment: Deployment): Flow[] {
  const { endpoint, dialled, dialledHost } = link;
  if (endpoint?.host === undefined || dialled === undefined) return [];
  const sourceHost = lookupIn(deployment).owner(link).host;
  const destinationHost = dialledHost ?? endpoint.host;
  return [
    {
      ...{
        sourceHost,
        sourceNode: link.node,
        destinationHost,
        port: dialled,
        protocol: 'tcp',
        purpose: '',
        link: link.id,
      },
      crossesHosts: crosses(sourceHost, destinationHost, deployment),
      outcome: link.outcome,
    },
  ];
}

/** Links that a matrix would pass over in silence. */
function openLinks({ links }: Deployment): OpenLink[] {
  const open = links.flatMap(({ node, id, outcome, target, candidates, expectedPort }): OpenLink[] => {
    if (outcome === 'ambiguous') return [{ node, link: id, outcome, nodes: candidates }];
    if (outcome === 'target-off' || (outcome === 'self' && expectedPort === undefined))
      return [{ node, link: id, outcome, nodes: target === undefined ? [] : [target] }];
    return [];
  });
  return open.sort((a, b) => compareTexts(`${a.node} ${a.link}`, `${b.node} ${b.link}`));
}

function unique(flows: readonly Flow[]): Flow[] {
  return [...new Map(flows.map((flow) => [JSON.stringify(flow), flow])).values()];
}
