import { endsOf, furtherEndsOf } from '../deployment/ends.js';
import { lookupIn } from '../deployment/lookup.js';
import { behindService, type ServedEnd } from '../deployment/services.js';
import { wholeLink } from '../deployment/shared-link.js';
import type { Deployment, Link, LinkOutcome, Outgoing } from '../model/deployment.js';
import type { Flow, FlowMatrix, OpenLink } from '../model/flow.js';
import { compareTexts, shortened } from '../values/lists.js';
import { memo } from '../values/memo.js';
import { isPort } from '../values/ports.js';
import { present } from '../values/present.js';
import { numbersOf } from './addresses.js';
import { clientFlows, isForClients } from './clients.js';
import { forwardFlows } from './forwards.js';
import { crosses, publishes } from './machine.js';
import { byPlace } from './order.js';

/** Returns one row for each connection, in an order that depends on names and numbers alone. */
export const flowsOf = memo((deployment: Deployment): FlowMatrix => {
  const flows = [
    ...deployment.links.flatMap((link) => flowsOfLink(link, deployment)),
    ...deployment.dials.flatMap((dial) => flowOfDial(dial, deployment)),
    ...forwardFlows(deployment),
  ];
  return { flows: unique(flows.filter(({ port }) => isPort(port))).sort(byPlace), open: openLinks(deployment) };
});

function flowsOfLink(link: Link, deployment: Deployment): Flow[] {
  // A node that dials itself needs no opening, and a link that is not used makes no connection.
  if (link.outcome === 'off') return [];
  if (isForClients(link)) return clientFlows(link, deployment);
  if (link.outcome === 'external' || link.outcome === 'undecided') return externalFlow(link, deployment);
  const further = furtherEndsOf(link, deployment).map(({ listener, ...end }) => {
    // Only the written endpoint has a verdict.
    const { endpoint: _, dialled: _dialled, ...plain } = wholeLink(link);
    return { end, of: { ...plain, listener, outcome: 'match' as const } };
  });
  return [...endsOf(link, deployment).map((end) => ({ end, of: link })), ...further]
    .flatMap(({ end, of }) => behindService(end, deployment).map((served) => ({ end: served, of })))
    .filter(({ end }) => end.node !== link.node)
    .map(({ end, of }) => flowTo(of, end, deployment));
}

function flowTo(link: Link, end: ServedEnd, deployment: Deployment): Flow {
  const { node: target, host, port, through } = end;
  const { listener: listenerOf, owner } = lookupIn(deployment);
  const listener = listenerOf(target, end.listener ?? link.listener);
  const sourceHost = owner(link).host;
  const isFront = host !== listener?.host && !publishes(host, listener?.host, deployment);
  return present({
    sourceHost,
    sourceNode: link.node,
    sourceAddresses: numbersOf(sourceHost, deployment),
    destinationHost: host,
    destinationNode: isFront ? undefined : target,
    destinationAddresses: numbersOf(host, deployment),
    port,
    protocol: listener?.protocol ?? 'tcp',
    through,
    purpose: listener?.purpose ?? '',
    link: link.id,
    listener: listener?.id ?? link.listener,
    crossesHosts: crosses(sourceHost, host, deployment),
    outcome: link.outcome,
    ...sourced(link),
    configure: link.outcome === 'derived' ? (through ?? `${host}:${port}`) : undefined,
    dialled: isWrong(link.outcome) ? (link.endpoint?.text ?? String(link.dialled)) : undefined,
  });
}

function sourced({ basis, place }: Link): Pick<Flow, 'basis' | 'place'> {
  return basis === 'literal' || basis === 'named' ? { basis, place } : { basis: 'assumed' };
}

function isWrong(outcome: LinkOutcome): boolean {
  return ['port-mismatch', 'scheme-mismatch', 'wrong-role', 'self', 'unknown-host'].includes(outcome);
}

/** Returns the row of an endpoint outside of the topology, or of software on its hosts that is not a node. */
function externalFlow(link: Link, deployment: Deployment): Flow[] {
  const { endpoint, dialled, dialledHost } = link;
  if (endpoint?.host === undefined || dialled === undefined) return [];
  const sourceHost = lookupIn(deployment).owner(link).host;
  const destinationHost = dialledHost ?? endpoint.host;
  return [
    {
      sourceHost,
      sourceNode: link.node,
      sourceAddresses: numbersOf(sourceHost, deployment),
      destinationHost,
      destinationAddresses: numbersOf(destinationHost, deployment),
      port: dialled,
      protocol: 'tcp',
      purpose: '',
      link: link.id,
      crossesHosts: crosses(sourceHost, destinationHost, deployment),
      outcome: link.outcome,
      ...sourced(link),
    },
  ];
}

/** Returns the row of a connection beside the links. */
function flowOfDial(dial: Outgoing, deployment: Deployment): Flow[] {
  const { node, host, port, protocol, purpose, place, dialledHost, reached } = dial;
  if (port === undefined) return [];
  const sourceHost = lookupIn(deployment).owner(dial).host;
  const [served] = reached ? behindService({ ...reached, host: dialledHost ?? host, port }, deployment) : [];
  const destinationHost = served?.host ?? dialledHost ?? host;
  return [
    present({
      sourceHost,
      sourceNode: node,
      through: served?.through,
      sourceAddresses: numbersOf(sourceHost, deployment),
      destinationHost,
      destinationNode: reached?.node,
      destinationAddresses: numbersOf(destinationHost, deployment),
      port: served?.port ?? port,
      protocol,
      purpose,
      link: 'dials',
      listener: reached?.listener,
      crossesHosts: crosses(sourceHost, destinationHost, deployment),
      outcome: 'dial' as const,
      basis: 'literal' as const,
      place,
    }),
  ];
}

/** Returns the links that have no row, because they are not decided or lead nowhere. */
function openLinks(deployment: Deployment): OpenLink[] {
  const open = deployment.links.flatMap((link): OpenLink[] => {
    const { node, id, outcome, target, candidates, targets, expectedPort, dialled, endpoint } = link;
    if (outcome === 'ambiguous') return [{ node, link: id, outcome, ...someOf(candidates) }];
    if (outcome === 'target-off') return [{ node, link: id, outcome, nodes: target === undefined ? [] : [target] }];
    if (isWrong(outcome) && expectedPort === undefined)
      return [{ node, link: id, outcome, ...someOf(outcome === 'self' ? [] : targets) }];
    const isNowhere = outcome === 'undecided' && (endpoint?.host === undefined || dialled === undefined);
    return isNowhere || outcome === 'malformed' ? [{ node, link: id, outcome, ...someOf(targets) }] : [];
  });
  return open.sort((a, b) => compareTexts(`${a.node} ${a.link}`, `${b.node} ${b.link}`));
}

function someOf(ids: readonly string[]): Pick<OpenLink, 'nodes' | 'more'> {
  const { first, more } = shortened(ids);
  return { nodes: first, ...present({ more }) };
}

/** Drops rows that repeat another one, even if they are written elsewhere. */
function unique(flows: readonly Flow[]): Flow[] {
  const rows = new Map<string, Flow>();
  for (const flow of flows) {
    const { place: _, ...row } = flow;
    const key = JSON.stringify(row);
    if (!rows.has(key)) rows.set(key, flow);
  }
  return [...rows.values()];
}
