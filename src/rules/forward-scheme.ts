import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Host } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import type { Forward } from '../model/topology.js';
import { speaks } from '../values/endpoints.js';
import { sumText } from '../values/ports.js';
import { defineRule } from './rule.js';

type SchemeMessages = {
  readonly differs: {
    readonly host: string;
    readonly by: string;
    readonly path: string;
    readonly scheme: string;
    readonly node: string;
    readonly listener: string;
    /** Of the listener, 1-65535. */
    readonly port: number;
  };
};

export const forwardScheme = defineRule<SchemeMessages>({
  id: 'forward-scheme',
  severity: 'error',
  summary: 'a front end speaks plain HTTP to an encrypted listener, or TLS to a plain one',
  why: 'The listener answers with an error or closes the connection, and clients get 400 or 502. What clients speak to the front end says nothing about what it speaks to the server.',
  remedy:
    'Let the front end speak what the listener does: `nginx.ingress.kubernetes.io/backend-protocol: HTTPS`, a BackendTLSPolicy, `reencrypt`; or lead it to the plain listener.',
  example: {
    bad: `version: 1
hosts:
  is.example.com: { kind: ingress, forwards: [{ port: 443, scheme: http, to: ["is:servlet-https"] }] }
  is-pod: { kind: pod }
nodes:
  is: { host: is-pod, product: wso2is, version: 7.1.0 }
`,
    good: `version: 1
hosts:
  is.example.com: { kind: ingress, forwards: [{ port: 443, scheme: https, to: ["is:servlet-https"] }] }
  is-pod: { kind: pod }
nodes:
  is: { host: is-pod, product: wso2is, version: 7.1.0 }
`,
  },
  sources: ['kubernetes-is pull request 208', 'ingress-nginx: backend-protocol', 'Gateway API: BackendTLSPolicy'],
  messages: {
    differs: ({ host, by, path, scheme, node, listener, port }) =>
      `${by === '' ? host : by} speaks ${scheme} to port ${port} of ${node}${path === '' ? '' : ` for ${host}${path}`}, but ${listener} ${scheme === 'http' ? 'speaks TLS' : 'speaks no TLS'}`,
  },
  check: function* (deployment) {
    for (const host of deployment.hosts) yield* problemsOf(host, deployment);
  },
});

/** One for each path, however many ports of the front end have it. */
function* problemsOf(host: Host, deployment: Deployment): Iterable<ProblemOf<SchemeMessages>> {
  const judged = host.forwards.filter(({ scheme }) => scheme !== undefined);
  for (const [forward] of groupBy(judged, ({ path, by, scheme }) => JSON.stringify([path, by, scheme])).values())
    yield* problemOf(host, forward, deployment);
}

function* problemOf(host: Host, forward: Forward, deployment: Deployment): Iterable<ProblemOf<SchemeMessages>> {
  const { scheme = '', by = '', path = '', to } = forward;
  const { listener: listenerOf } = lookupIn(deployment);
  const [target, listener] =
    to
      .map((each) => [each, listenerOf(each.node, each.listener)] as const)
      .find(([, found]) => found !== undefined && !speaks(found, scheme)) ?? [];
  if (!target || !listener) return;
  yield {
    message: 'differs',
    data: { host: host.id, by, path, scheme, node: target.node, listener: listener.id, port: listener.port },
    at: { ...target.place, label: `${scheme} to ${listener.id} of ${target.node}` },
    related: [{ ...listener.place, label: `${target.node}: ${listener.id} = ${sumText(listener)}` }],
    subject: { host: host.id, nodes: [target.node], listeners: [listener.id], detail: `${path} ${by}` },
  };
}
