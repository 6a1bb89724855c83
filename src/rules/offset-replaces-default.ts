import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Node } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { defineRule, listed } from './rule.js';

type Assumptions = {
  readonly assumed: {
    readonly node: string;
    readonly host: string;
    readonly offset: number;
    readonly shippedOffset: number;
    readonly assumed: readonly Omit<Assumed, 'at'>[];
  };
};

export const offsetReplacesDefault = defineRule<Assumptions>({
  id: 'offset-replaces-default',
  severity: 'info',
  summary: 'a configured offset replaced the shipped one, and a port still assumes the shipped one',
  why: 'Micro Integrator ships offset 10: 8290 is 8280 + 10. A configured offset replaces the 10 and is not added to it: with offset 3 the port is 8283, and a value of 8290 is wrong.',
  remedy: 'Replace the number by the sum of base port and new offset, or leave the offset at the shipped value.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 3, ports: { passthrough-http: 8290 } }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 3 }
`,
  },
  sources: ['Vendor page "Changing the Default Ports", Micro Integrator', 'docs-ei issue 2118'],
  messages: {
    assumed: ({ node, offset, shippedOffset, assumed }) =>
      `${node} runs at offset ${offset} instead of the shipped ${shippedOffset}, but ${listed(assumed.map((entry) => `${entry.what} ${entry.port}`))} still ${assumed.length === 1 ? 'assumes' : 'assume'} ${shippedOffset}`,
  },
  check: function* (deployment) {
    for (const node of deployment.nodes) {
      // At offset 0 the written port is the one that opens.
      if (node.shippedOffset === 0 || node.offset === node.shippedOffset || node.offset === 0) continue;
      const assumed = assumptionsOf(node, deployment);
      if (assumed.length > 0) yield problemOf(node, assumed);
    }
  },
});

/** A number that is right at the shipped offset only. */
interface Assumed {
  readonly what: string;
  readonly port: number;
  readonly listener: string;
  readonly at: Label;
}

/** Returns values under `ports` that are base + shipped offset. Other rules check what others dial or publish. */
function assumptionsOf(node: Node, deployment: Deployment): Assumed[] {
  return lookupIn(deployment)
    .listenersOf(node.id)
    .flatMap((listener) => {
      const { id, shift, basePort, configured } = listener;
      if (configured === undefined || shift !== 'follows' || basePort === null) return [];
      if (configured !== basePort + node.shippedOffset) return [];
      const at = { ...listener.place, label: `${id} = ${listener.derivation}` };
      return [{ what: `ports.${id}`, port: configured, listener: id, at }];
    });
}

function problemOf(node: Node, assumed: readonly Assumed[]): ProblemOf<Assumptions> {
  const { id, host, offset, shippedOffset } = node;
  return {
    message: 'assumed',
    data: {
      node: id,
      host,
      offset,
      shippedOffset,
      assumed: assumed.map(({ what, port, listener }) => ({ what, port, listener })),
    },
    at: { ...node.offsetPlace, label: `${id}: offset ${offset} replaces the shipped ${shippedOffset}` },
    related: assumed.map(({ at }) => at),
    subject: { host, nodes: [id], listeners: assumed.map(({ listener }) => listener) },
  };
}
