import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, OwnUrl } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { isLoopback } from '../values/addresses.js';
import { sumText } from '../values/ports.js';
import { defineRule, listed } from './rule.js';

type OwnUrlMessages = {
  /** The front end leads to the node on other ports. */
  readonly port: Published & { readonly isWritten: boolean };
  /** The name means the client's own machine. */
  readonly loopback: Published;
};

type Published = {
  readonly node: string;
  /** In the URLs, 1-65535. */
  readonly hostname: string;
  readonly port: number;
  readonly front: string;
  readonly by: string;
  readonly served: readonly number[];
};

export const ownUrl = defineRule<OwnUrlMessages>({
  id: 'own-url',
  severity: 'error',
  summary: 'the URLs that a server gives clients of itself are not those under which a front end serves it',
  why: 'Redirects to the log-in page, callbacks and discovery documents have the host name of the server and the port of its own listener, unless a proxy port is set. Behind an Ingress on 443 they still say 9443, and the first redirect fails.',
  remedy: 'Set `proxyPort` to the port of the front end, and `hostname` to the name that clients dial.',
  example: {
    bad: `version: 1
hosts:
  is-pod: { kind: pod }
  is: { kind: service, forwards: [{ port: 9443, to: ["is-pod:9443"] }] }
  is.example.com: { kind: ingress, forwards: [{ port: 443, scheme: https, to: ["is:9443"] }] }
nodes:
  is: { host: is-pod, product: wso2is, version: 7.1.0, hostname: is.example.com }
`,
    good: `version: 1
hosts:
  is-pod: { kind: pod }
  is: { kind: service, forwards: [{ port: 9443, to: ["is-pod:9443"] }] }
  is.example.com: { kind: ingress, forwards: [{ port: 443, scheme: https, to: ["is:9443"] }] }
nodes:
  is: { host: is-pod, product: wso2is, version: 7.1.0, hostname: is.example.com, proxyPort: 443 }
`,
  },
  sources: ['product-is issues 15493 and 15567', 'carbon-kernel: catalina-server.xml.j2, proxyPort'],
  messages: {
    port: ({ node, hostname, port, isWritten, front, by, served }) =>
      `${node} calls itself https://${hostname}:${port}${isWritten ? '' : ', its own port'}, but ${by || front} serves it on ${listed(served.map(String))}`,
    loopback: ({ node, hostname, port, front, by }) =>
      `${node} calls itself https://${hostname}:${port}, but clients come to it by ${front}${by === '' ? '' : ` (${by})`}`,
  },
  check: function* (deployment) {
    for (const url of deployment.ownUrls) if (url.verdict === 'wrong') yield problemOf(url, deployment);
  },
});

function problemOf(url: OwnUrl, deployment: Deployment): ProblemOf<OwnUrlMessages> {
  const { node, hostname, port, front, by = '', served, isWritten, listener: id } = url;
  const listener = lookupIn(deployment).listener(node, id);
  const published = { node, hostname, port, front, by, served };
  const said = isLoopback(hostname)
    ? { message: 'loopback' as const, data: published, severity: 'warning' as const }
    : { message: 'port' as const, data: { ...published, isWritten } };
  return {
    ...said,
    at: { ...url.place, label: isWritten ? `port ${port} in URLs of ${node}` : `URLs of ${node} name ${hostname}` },
    related: [
      { ...url.forward, label: `${front} leads to ${node} on ${listed(served.map(String))}` },
      ...(listener && !isWritten ? [{ ...listener.place, label: `${node}: ${id} = ${sumText(listener)}` }] : []),
    ],
    subject: { host: front, nodes: [node], listeners: [id], detail: `${hostname}:${port}` },
  };
}
