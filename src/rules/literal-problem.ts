import type { Literal } from '../deployment/literals.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Listener } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { sumText } from '../values/ports.js';
import { present } from '../values/present.js';
import { explainingOffset, isElsewhere, isUnpublished, isUnserved } from './literal-fixes.js';
import { ordinalOf } from './literal-lookup.js';
import type { LiteralMessages, WrongEnd } from './literal-text.js';

/** Makes the problem of a wrong literal: the same numbers in the same words, whatever the link is for. */
export function literalProblem(literal: Literal, deployment: Deployment): ProblemOf<LiteralMessages> {
  const [link] = literal.links;
  const { listener: listenerOf } = lookupIn(deployment);
  const listener = listenerOf(link.target, link.listener);
  const end = wrongEnd(literal, deployment);
  const explaining = explainingOffset(link, deployment);
  const misled = {
    ...end,
    listener: link.listener,
    expectedPort: link.expectedPort,
    expectedHost: link.expectedAddress ?? link.expectedHost,
    ...(listener !== undefined && listener.host !== link.expectedHost ? { isForwarded: true as const } : {}),
    ...(isUnserved(link, deployment) ? { isUnserved: true as const } : {}),
    ...present({ explainingOffset: explaining, placeholder: link.endpoint?.placeholder }),
  };
  return {
    ...(link.expectedPort !== undefined
      ? { message: isElsewhere(link) ? 'elsewhere' : 'differs', data: misled }
      : { message: 'dead', data: { ...end, candidates: link.targets } }),
    at: labelOf(link),
    related: listener ? [listenerLabel(listener)] : [],
    subject: {
      nodes: [link.node, ...(link.target === undefined ? [] : [link.target])],
      listeners: [...end.links, link.listener],
      detail: ordinalOf(link, deployment),
    },
    notes: [...explanations(link, explaining, deployment), ...unpublished(link, deployment)],
  };
}

/** Returns the known parts of a wrong literal, for the data of its finding. */
export function wrongEnd({ links }: Literal, deployment: Deployment): WrongEnd {
  const [link] = links;
  const { node, id, target, dialled, endpoint, reached, dialledHost } = link;
  const occupant = reached === undefined ? occupantAt(link, deployment) : undefined;
  return {
    node,
    link: id,
    links: [...new Set(links.map((each) => each.id))],
    dialled,
    ...present({ target, endpoint: endpoint?.text, reached, dialledHost, occupiedBy: occupant }),
  };
}

function occupantAt({ dialledHost, dialled = 0 }: Link, deployment: Deployment): string | undefined {
  const host = lookupIn(deployment).host(dialledHost);
  return host?.occupied.find(({ from, to }) => from <= dialled && dialled <= to)?.by;
}

/** Returns the place of a literal, labelled with the address that it dials. */
export function labelOf({ node, id, place, dialled, endpoint, reached }: Link): Label {
  const address = addressText(endpoint?.host, dialled) ?? endpoint?.text ?? reached?.node ?? '';
  return { ...place, label: `${node}: ${id} dials ${address}` };
}

function addressText(host: string | undefined, port: number | undefined): string | undefined {
  if (port === undefined) return undefined;
  return host === undefined ? `${port}` : `${host}:${port}`;
}

/** Returns the place that decides the port of a listener, labelled with the sum. */
export function listenerLabel(listener: Listener): Label {
  return { ...listener.place, label: `${listener.node}: ${listener.id} = ${sumText(listener)}` };
}

function unpublished(link: Link, deployment: Deployment): string[] {
  if (!isUnpublished(link, deployment)) return [];
  const machine = lookupIn(deployment).host(link.expectedHost)?.on;
  return [`${link.expectedHost} runs on ${machine} and does not publish ${link.expectedPort} there`];
}

function explanations(link: Link, explaining: number | undefined, deployment: Deployment): string[] {
  const { endpoint, node, dialled, target } = link;
  if (endpoint?.placeholder !== undefined) {
    const means = `\${${endpoint.placeholder}} means the port of ${node} itself, ${dialled}`;
    return isSeenFromOutside(link, deployment)
      ? [`${means}, which its machine publishes under another number`]
      : [`${means}; it is right for another node only while both offsets are equal`];
  }
  return explaining === undefined ? [] : [`${dialled} would be right if ${target} ran at offset ${explaining}`];
}

/** The node itself is meant, in a container whose machine clients dial. */
function isSeenFromOutside({ node, target, dialledHost }: Link, deployment: Deployment): boolean {
  const { node: nodeOf, host: hostOf } = lookupIn(deployment);
  const machine = hostOf(nodeOf(node)?.host)?.on;
  return target === node && machine !== undefined && machine === dialledHost;
}
