import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Host, Listener } from '../model/deployment.js';
import type { Place, ProblemOf } from '../model/finding.js';
import { speaks } from '../values/endpoints.js';
import { listenerLabel } from './literal-problem.js';
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
  const { listener: listenerOf } = lookupIn(deployment);
  const wrong = host.forwards.flatMap(({ scheme, by = '', path = '', to }) =>
    to.flatMap(({ node, listener: id, place }) => {
      const listener = listenerOf(node, id);
      return scheme === undefined || !listener || speaks(listener, scheme)
        ? []
        : [{ scheme, by, path, place, listener }];
    }),
  );
  for (const [first] of groupBy(wrong, ({ path, by, scheme }) => JSON.stringify([path, by, scheme])).values())
    yield problemOf(host, first);
}

/** A target of a forward that speaks otherwise than its listener. */
interface WrongTarget {
  readonly scheme: string;
  readonly by: string;
  readonly path: string;
  readonly place: Place;
  readonly listener: Listener;
}

function problemOf({ id: host }: Host, { scheme, by, path, place, listener }: WrongTarget): ProblemOf<SchemeMessages> {
  const { node, id, port } = listener;
  return {
    message: 'differs',
    data: { host, by, path, scheme, node, listener: id, port },
    at: { ...place, label: `${scheme} to ${id} of ${node}` },
    related: [listenerLabel(listener)],
    subject: { host, nodes: [node], listeners: [id], detail: `${path} ${by}` },
  };
}
