import { mayMean } from '../deployment/groups.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Node, SelfReference } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { entryOf, once } from '../values/memo.js';
import { isFrontPort } from '../values/ports.js';
import { valueEdit } from './candidate.js';
import { defineRule, type FixCandidate } from './rule.js';

type Stale = {
  readonly stale: {
    readonly node: string;
    readonly host: string;
    readonly reference: string;
    readonly file: string;
    readonly configured: number;
    readonly expected: readonly number[];
  };
};

export const staleReference = defineRule<Stale>({
  id: 'stale-reference',
  severity: 'warning',
  summary: 'a self-reference names a port that the node no longer has',
  why: 'A file of the node calls the node itself on the port that it had before its offset was changed: workflow callbacks never arrive, portal logins are refused.',
  remedy: 'Write the effective port into the file, and the same number under `ports` of the node.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  apim: { host: app1, product: wso2am, version: 2.6.0, offset: 2, ports: { workflow-callback: 9443, jndi-properties: 5674 } }
rules: { manual-edit: off }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  apim: { host: app1, product: wso2am, version: 2.6.0, offset: 2, ports: { workflow-callback: 9445, jndi-properties: 5674 } }
rules: { manual-edit: off }
`,
  },
  sources: ['Vendor page "Changing the Default Ports with Offset", section on the workflow callback service'],
  messages: {
    stale: ({ node, reference, configured, expected }) =>
      `${reference} of ${node} names port ${configured}, which ${node} does not have; it is ${expected.join(' or ')} now`,
  },
  check: function* (deployment) {
    const owners = once(() => ownersIn(deployment));
    for (const node of deployment.nodes)
      for (const reference of node.selfReferences)
        if (isStale(node, reference, deployment, owners)) yield problemOf(node, reference);
  },
  fixes: function* ({ data }, deployment) {
    const node = lookupIn(deployment).owner(data);
    for (const reference of node.selfReferences) {
      const [port, second] = reference.ports;
      if (reference.id === data.reference && port && !second) yield writePort(node, reference, port.effective);
    }
  },
});

/** A self-reference whose port is written. */
type WrittenReference = SelfReference & { readonly configured: number };

function isStale(
  node: Node,
  reference: SelfReference,
  deployment: Deployment,
  owners: () => Owners,
): reference is WrittenReference {
  const { configured, ports, disabled } = reference;
  if (configured === undefined || disabled || ports.length === 0 || isFrontPort(configured)) return false;
  if (
    lookupIn(deployment)
      .listenersOf(node.id)
      .some(({ port }) => port === configured)
  )
    return false;
  // In a distributed installation the file of one node may name the same listener of another node.
  return !ports.some(
    ({ listener, effective }) => effective === configured || mayMean(node, owners().get(`${listener} ${configured}`)),
  );
}

/** The groups of the nodes that have a listener at a port, by both; the empty one for nodes without a group. */
type Owners = ReadonlyMap<string, ReadonlySet<string>>;

function ownersIn(deployment: Deployment): Owners {
  const { owner } = lookupIn(deployment);
  const owners = new Map<string, Set<string>>();
  for (const listener of deployment.listeners)
    entryOf(owners, `${listener.id} ${listener.port}`, () => new Set<string>()).add(owner(listener).group ?? '');
  return owners;
}

function problemOf(node: Node, reference: WrittenReference): ProblemOf<Stale> {
  const { id, file, configured, ports, place } = reference;
  const expected = [...new Set(ports.map(({ effective }) => effective))];
  return {
    message: 'stale',
    data: { node: node.id, host: node.host, reference: id, file, configured, expected },
    at: { ...(place ?? node.place), label: `${node.id}: ${id} = ${configured}` },
    related: [
      {
        ...node.offsetPlace,
        label: `${node.id}: ${ports.map(({ listener, effective }) => `${listener} = ${effective}`).join(', ')}`,
      },
    ],
    subject: { host: node.host, nodes: [node.id], listeners: [id] },
  };
}

function writePort(node: Node, reference: SelfReference, to: number): FixCandidate {
  const { configured: from, portPath: path = [...node.place.path, 'ports', reference.id] } = reference;
  return {
    title: `set ports.${reference.id} of ${node.id} to ${to}`,
    edits: [valueEdit({ file: node.place.file, path, from, to })],
    configuration: [{ node: node.id, file: reference.file, setting: reference.element, to }],
  };
}
