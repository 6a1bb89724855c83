import { lookupIn } from '../deployment/lookup.js';
import { nearestListener } from '../deployment/nearest.js';
import { isUnanswered } from '../deployment/sockets.js';
import type { Deployment, Host, Listener, Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import type { Published } from '../model/topology.js';
import { contains, formatRange } from '../values/ports.js';
import { present } from '../values/present.js';
import { valueEdit } from './candidate.js';
import { listenerLabel } from './literal-problem.js';
import { defineRule, listed } from './rule.js';

type Unanswered = {
  readonly unanswered: {
    readonly container: string;
    /** The machine. */
    readonly host: string;
    readonly port: string;
    readonly hostPort: string;
    readonly protocol: Protocol;
    readonly published: string;
    readonly nodes: readonly string[];
    /** The listener that the port is written for, which is closed; with the port that it would open. */
    readonly closed?: { readonly node: string; readonly listener: string; readonly port: number };
  };
};

export const publishMismatch = defineRule<Unanswered>({
  id: 'publish-mismatch',
  severity: 'error',
  summary: 'a published container port has no listener behind it',
  why: 'Clients connect to the published port and are refused: the port list of a container does not follow the offset of the server inside.',
  remedy: 'Publish the effective port of the node in the container.',
  example: {
    bad: `version: 1
hosts:
  docker1: {}
  mi-box: { on: docker1, publish: ["8290:8290"] }
nodes:
  mi: { host: mi-box, product: wso2mi, version: 4.2.0, offset: 3 }
`,
    good: `version: 1
hosts:
  docker1: {}
  mi-box: { on: docker1, publish: ["8290:8283"] }
nodes:
  mi: { host: mi-box, product: wso2mi, version: 4.2.0, offset: 3 }
`,
  },
  sources: ['kubernetes-apim issue 42', 'docker-open-banking issue 79', 'docs-apim issue 8960'],
  messages: {
    unanswered: ({ container, port, protocol, published, nodes, closed }) =>
      `${container} publishes ${port}/${protocol} (${published}), but ${closed ? `${closed.listener} of ${closed.node} is closed, and would open ${closed.port}` : `${listed(nodes)} ${nodes.length === 1 ? 'does' : 'do'} not listen there`}`,
  },
  check: function* (deployment) {
    const { listenersOn, nodesOn } = lookupIn(deployment);
    for (const host of deployment.hosts)
      for (const published of host.published)
        if (isUnanswered(deployment, host, published))
          yield problemOf(host, published, listenersOn(host.id), nodesOn(host.id));
  },
  fixes: function* ({ data: { container }, at }, deployment) {
    const published = lookupIn(deployment)
      .host(container)
      ?.published.find(({ place }) => place.path.join('/') === at.path.join('/'));
    const meant = published && meantListener(published, container, deployment);
    if (!meant) return;
    const { text, place } = published;
    const to = text.replace(/:\d+((?:\/\w+)?)$/, (_, suffix: string) => `:${meant.port}${suffix}`);
    yield {
      title: `publish ${to} of ${container} instead of ${text}`,
      edits: [valueEdit({ file: place.file, path: place.path, from: text, to })],
      configuration: [],
    };
  },
});

/** Returns the listener that a single port is published for: it listens there as shipped, or at offset 0. */
function meantListener(
  { ports, protocol }: Published,
  container: string,
  deployment: Deployment,
): Listener | undefined {
  const { listenersOn, owner } = lookupIn(deployment);
  if (ports.from !== ports.to) return undefined;
  const [meant, ...others] = listenersOn(container).filter((listener) => {
    const { basePort } = listener;
    if (listener.protocol !== protocol || basePort === null) return false;
    return ports.from === basePort + owner(listener).shippedOffset || ports.from === basePort;
  });
  return others.length === 0 ? meant : undefined;
}

function problemOf(
  host: Host,
  published: Published,
  listeners: readonly Listener[],
  nodes: readonly Node[],
): ProblemOf<Unanswered> {
  const { ports, hostPorts, protocol, text, place } = published;
  const ids = nodes.map(({ id }) => id);
  const near = nearestListener(listeners, ports.from);
  const shut = nodes
    .flatMap(({ id, closedPorts }) => closedPorts.map((each) => ({ node: id, ...each })))
    .find(({ written, port }) => contains(ports, written) || contains(ports, port));
  return {
    message: 'unanswered',
    data: {
      container: host.id,
      host: host.on ?? host.id,
      port: formatRange(ports),
      hostPort: formatRange(hostPorts),
      protocol,
      published: text,
      nodes: ids,
      ...present({ closed: shut && { node: shut.node, listener: shut.listener, port: shut.port } }),
    },
    at: { ...place, label: `nothing listens on ${formatRange(ports)} in ${host.id}` },
    related: shut
      ? [{ ...shut.place, label: `${shut.node}: ${shut.listener} = ${shut.derivation}, closed` }]
      : near
        ? [listenerLabel(near)]
        : nodes.map(({ id, offset, offsetPlace }) => ({ ...offsetPlace, label: `${id}: offset ${offset}` })),
    subject: { host: host.id, nodes: ids, listeners: [text] },
  };
}
