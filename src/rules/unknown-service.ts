import type { Literal } from '../deployment/literals.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { didYouMean } from '../values/did-you-mean.js';
import { present } from '../values/present.js';
import { fixesOfLiteral } from './link-mismatch.js';
import { isUnserved } from './literal-fixes.js';
import { literalsWhere, ordinalOf } from './literal-lookup.js';
import { labelOf, wrongEnd } from './literal-problem.js';
import type { WrongEnd } from './literal-text.js';
import { defineRule, listed } from './rule.js';

type ServiceMessages = {
  readonly unknown: WrongEnd & {
    readonly name: string;
    /** Where the node that is meant is reached, where there is one. */
    readonly expected?: string | undefined;
    /** The port that it listens on, where no Service leads there; 1-65535. */
    readonly unserved?: number;
    readonly candidates: readonly string[];
    readonly hint: string;
  };
};

export const unknownService = defineRule<ServiceMessages>({
  id: 'unknown-service',
  severity: 'error',
  summary: 'a node in a pod dials a name that no Service of its cluster has',
  why: 'A short name is looked up in the namespace of the pod. Charts make names of Services from the release and the chart, so that a name written into another chart is wrong as soon as either is called differently.',
  remedy: 'Write the name of the Service that leads to the node, with its namespace where that is another one.',
  example: {
    bad: `version: 1
hosts:
  icp-service: { kind: service, forwards: [{ port: 9445, to: ["icp-pod:9445"] }] }
  icp-pod: { kind: pod }
  mi-pod: { kind: pod }
nodes:
  icp: { host: icp-pod, product: wso2icp, version: 2.0.0 }
  mi: { host: mi-pod, product: wso2mi, version: 4.6.0, links: { icp-heartbeat: { url: "https://cloud-icp:9445" } } }
`,
    good: `version: 1
hosts:
  icp-service: { kind: service, forwards: [{ port: 9445, to: ["icp-pod:9445"] }] }
  icp-pod: { kind: pod }
  mi-pod: { kind: pod }
nodes:
  icp: { host: icp-pod, product: wso2icp, version: 2.0.0 }
  mi: { host: mi-pod, product: wso2mi, version: 4.6.0, links: { icp-heartbeat: { url: "https://icp-service:9445" } } }
`,
  },
  sources: ['k8s-wso2am-operator pull request 65', 'Kubernetes documentation: DNS for Services and Pods'],
  messages: {
    unknown: ({ node, links, name, dialled, expected, unserved, candidates, hint }) =>
      `${node} dials ${name}${dialled === undefined ? '' : `:${dialled}`} (${listed(links)}), but no Service is called so${
        expected === undefined
          ? hint === '' && candidates.length > 0
            ? `; ${listed(candidates)} ${candidates.length === 1 ? 'is' : 'are'} meant`
            : hint
          : `; ${listed(candidates)} ${unserved === undefined ? `is reached at ${expected}` : `listens on ${unserved}, and no Service leads there`}`
      }`,
  },
  check: function* (deployment) {
    for (const literal of literalsWhere(deployment, ({ outcome }) => outcome === 'unknown-host'))
      yield problemOf(literal, deployment);
  },
  fixes: fixesOfLiteral,
});

function problemOf(literal: Literal, deployment: Deployment): ProblemOf<ServiceMessages> {
  const [link] = literal.links;
  const { endpoint, target, targets, expectedHost, expectedPort, reach, node } = link;
  const name = endpoint?.host ?? '';
  const services = deployment.hosts.filter(({ kind }) => kind === 'service');
  const expected = expectedHost === undefined ? undefined : `${expectedHost}:${expectedPort}`;
  const owner = lookupIn(deployment).node(target);
  return {
    message: 'unknown',
    // A link that does no harm as it ships is used by nothing that matters.
    ...(reach.own === 'allowed' ? { severity: 'warning' as const } : {}),
    data: {
      ...wrongEnd(literal, deployment),
      name,
      ...present({ expected }),
      ...(expectedPort !== undefined && isUnserved(link, deployment) ? { unserved: expectedPort } : {}),
      candidates: target === undefined ? targets : [target],
      hint: didYouMean(
        name,
        services.map(({ id }) => id),
      ),
    },
    at: labelOf(link),
    related: owner ? [{ ...owner.place, part: 'key', label: `${owner.id} is meant` }] : [],
    subject: {
      nodes: [node, ...(target === undefined ? [] : [target])],
      listeners: [link.id],
      detail: ordinalOf(link, deployment),
    },
  };
}
