import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Host } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Forward, ForwardTarget } from '../model/topology.js';
import { didYouMean } from '../values/did-you-mean.js';
import { defineRule } from './rule.js';

type Closed = {
  readonly closed: {
    readonly host: string;
    readonly port: number;
    readonly node: string;
    readonly listener: string;
    readonly hint: string;
  };
};

export const forwardMismatch = defineRule<Closed>({
  id: 'forward-mismatch',
  severity: 'error',
  summary: 'a load balancer or reverse proxy forwards to a listener that does not exist or is closed',
  why: 'Clients reach the front end and get a bad gateway error: the node behind it does not open that listener in its profile, or the listener is disabled.',
  remedy: 'Forward to a listener that the node opens; `wso2-topology ports --node <node>` lists them.',
  example: {
    bad: `version: 1
hosts:
  lb: { forwards: [{ port: 443, to: ["control-plane:passthrough-https"] }] }
  app1: {}
  app2: {}
nodes:
  control-plane: { host: app1, product: wso2am, version: 4.2.0, profile: control-plane }
  gateway: { host: app2, product: wso2am, version: 4.2.0, profile: gateway-worker }
rules: { privileged-port: off }
`,
    good: `version: 1
hosts:
  lb: { forwards: [{ port: 443, to: ["gateway:passthrough-https"] }] }
  app1: {}
  app2: {}
nodes:
  control-plane: { host: app1, product: wso2am, version: 4.2.0, profile: control-plane }
  gateway: { host: app2, product: wso2am, version: 4.2.0, profile: gateway-worker }
`,
  },
  sources: ['the topology and the catalogue'],
  messages: {
    closed: ({ host, port, node, listener, hint }) =>
      `${host} forwards ${port} to ${listener} of ${node}, which ${node} does not open${hint}`,
  },
  check: function* (deployment) {
    for (const host of deployment.hosts)
      for (const forward of host.forwards)
        for (const target of forward.to) yield* problemsOf(host, forward, target, deployment);
  },
});

function* problemsOf(
  host: Host,
  forward: Forward,
  { node, listener, place }: ForwardTarget,
  deployment: Deployment,
): Iterable<ProblemOf<Closed>> {
  const { node: nodeOf, listener: listenerOf, listenersOf } = lookupIn(deployment);
  if (listenerOf(node, listener)) return;
  const owner = nodeOf(node);
  const hint = didYouMean(
    listener,
    listenersOf(node).map(({ id }) => id),
  );
  yield {
    message: 'closed',
    data: { host: host.id, port: forward.port, node, listener, hint },
    at: { ...place, label: `${node} does not open ${listener}` },
    related: owner
      ? [{ ...owner.place, part: 'key', label: `${node}: ${owner.product} ${owner.release}, profile ${owner.profile}` }]
      : [],
    subject: { host: host.id, nodes: [node], listeners: [listener], detail: String(forward.port) },
  };
}
