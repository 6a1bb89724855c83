import { lookupIn } from '../deployment/lookup.js';
import { nearestListener } from '../deployment/nearest.js';
import type { Deployment, Probe } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { sumText } from '../values/ports.js';
import { present } from '../values/present.js';
import { defineRule } from './rule.js';

type ProbeMessages = {
  /** Nothing listens on the port. */
  readonly silent: Asked & { readonly nearest?: { readonly listener: string; readonly port: number } };
  /** The listener there is encrypted and the probe is not, or the other way round. */
  readonly scheme: Asked & { readonly listener: string; readonly scheme: string };
};

type Asked = {
  readonly node: string;
  readonly by: string;
  readonly port: number | string;
};

export const probeMismatch = defineRule<ProbeMessages>({
  id: 'probe-mismatch',
  severity: 'error',
  summary: 'a probe asks a port on which the node does not listen, or in the wrong protocol',
  why: 'The kubelet restarts a container whose startup or liveness probe fails, and no Service leads to a pod that is not ready. The port of a probe is a number of its own that does not follow the offset.',
  remedy: 'Ask the effective port of the listener, with the scheme it speaks; `wso2-topology ports` shows both.',
  example: {
    bad: `version: 1
hosts: { is-pod: { kind: pod } }
nodes:
  is: { host: is-pod, product: wso2is, version: 7.1.0, offset: 1, probes: [{ port: 9443, scheme: https, by: livenessProbe }] }
`,
    good: `version: 1
hosts: { is-pod: { kind: pod } }
nodes:
  is: { host: is-pod, product: wso2is, version: 7.1.0, offset: 1, probes: [{ port: 9444, scheme: https, by: livenessProbe }] }
`,
  },
  sources: ['Kubernetes documentation: liveness, readiness and startup probes', 'kubernetes-mi issues 5 and 7'],
  messages: {
    silent: ({ node, by, port, nearest }) =>
      `the ${by} of ${node} asks port ${port}, on which nothing listens${nearest ? `; ${nearest.listener} is ${nearest.port}` : ''}`,
    scheme: ({ node, by, port, listener, scheme }) =>
      `the ${by} of ${node} speaks ${scheme} to port ${port}, but ${listener} ${scheme === 'http' ? 'speaks TLS' : 'speaks no TLS'}`,
  },
  check: function* (deployment) {
    for (const probe of deployment.probes) if (probe.verdict === 'wrong') yield problemOf(probe, deployment);
  },
});

function problemOf(probe: Probe, deployment: Deployment): ProblemOf<ProbeMessages> {
  const { node, host, port, scheme = '', place, by = 'probe', listener: reached } = probe;
  const { listener: listenerOf, listenersOn } = lookupIn(deployment);
  const asked = { node, by, port };
  const subject = { host, nodes: [node], listeners: reached === undefined ? [] : [reached], detail: `${by} ${port}` };
  const listener = listenerOf(node, reached) ?? nearestListener(listenersOn(host), Number(port));
  const related = listener
    ? [{ ...listener.place, label: `${listener.node}: ${listener.id} = ${sumText(listener)}` }]
    : [];
  if (reached !== undefined)
    return {
      message: 'scheme',
      data: { ...asked, listener: reached, scheme },
      at: { ...place, label: `${by}: ${scheme} to ${reached}` },
      related,
      subject,
    };
  return {
    message: 'silent',
    data: { ...asked, ...present({ nearest: listener && { listener: listener.id, port: listener.port } }) },
    at: { ...place, label: `${by}: nothing listens on ${port}` },
    related,
    subject,
  };
}
