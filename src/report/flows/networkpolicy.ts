import { groupBy } from '../../deployment/lookup.js';
import { isNumeric } from '../../values/addresses.js';
import { compareTexts } from '../../values/lists.js';
import { present } from '../../values/present.js';
import { yamlText } from '../export/yaml.js';
import type { DeploymentFlows, ShownFlow } from './list.js';
import type { FlowReporter } from './reporter.js';

/**
 * NetworkPolicies, one for the pods of each workload, that allow exactly the rows. Who comes through an Ingress is not known, so that its
 * ports are open to everybody; names are looked up on port 53, and the pods of a workload that are members of a cluster dial each other.
 */
export const networkpolicy: FlowReporter = (deployments) =>
  deployments
    .flatMap(policiesOf)
    .map(({ text }) => text)
    .join('---\n');

type Pod = DeploymentFlows['hosts'][number];

/** Returns the policy of each workload, with the host that represents its pods. */
export function policiesOf(deployment: DeploymentFlows): readonly { readonly host: string; readonly text: string }[] {
  const pods = deployment.hosts.filter(({ kind }) => kind === 'pod');
  const owned = new Set(deployment.nodes.map(({ host }) => host));
  return pods
    .filter(({ id }) => owned.has(id))
    .map((pod) => ({ host: pod.id, text: policyText(pod, pods, deployment) }));
}

function policyText(pod: Pod, pods: readonly Pod[], { flows, nodes }: DeploymentFlows): string {
  const own = nodes.filter(({ host }) => host === pod.id);
  const members = own.flatMap((node) => node.members ?? []).map((port) => ({ port, protocol: 'TCP' }));
  const among = (key: 'from' | 'to') =>
    members.length === 0 ? [] : [{ [key]: [{ podSelector: selectorOf(pod) }], ports: members }];
  const apart = flows.filter(({ sourceHost, destinationHost }) => sourceHost !== destinationHost);
  const enters = apart.filter(({ destinationHost }) => destinationHost === pod.id);
  const leaves = apart.filter(({ sourceHost }) => sourceHost === pod.id);
  return yamlText([`${own.map(({ id }) => id).join(', ')}: ${enters.length} in, ${leaves.length} out`], {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: present({ name: nameOf(pod), namespace: pod.namespace }),
    spec: {
      podSelector: selectorOf(pod),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [...rulesOf(enters, ({ sourceHost }) => sourceHost, 'from', pod, pods), ...among('from')],
      egress: [
        ...rulesOf(leaves, ({ destinationHost }) => destinationHost, 'to', pod, pods),
        ...among('to'),
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    },
  });
}

function nameOf({ id }: Pod): string {
  return id
    .replace(/-pod$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-');
}

/** Without labels, a pod is chosen by the one that people give most. */
function selectorOf(pod: Pod) {
  return { matchLabels: pod.labels ?? { app: nameOf(pod) } };
}

/** One rule for each host at the other end, with its ports. */
function rulesOf(
  flows: readonly ShownFlow[],
  peerOf: (flow: ShownFlow) => string,
  key: 'from' | 'to',
  pod: Pod,
  pods: readonly Pod[],
): readonly unknown[] {
  const groups = [...groupBy(flows, peerOf)].sort(([a], [b]) => compareTexts(a, b));
  return groups.map(([peer, rows]) => {
    const peers = peersOf(peer, rows, pod, pods);
    return { ...(peers.length === 0 ? {} : { [key]: peers }), ports: portsOf(rows) };
  });
}

function peersOf(id: string, rows: readonly ShownFlow[], pod: Pod, pods: readonly Pod[]): readonly unknown[] {
  const peer = pods.find((other) => other.id === id);
  if (peer) {
    const isApart = peer.namespace !== undefined && peer.namespace !== pod.namespace;
    const namespaceSelector = isApart ? { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } } : undefined;
    return [present({ podSelector: selectorOf(peer), namespaceSelector })];
  }
  const addresses = new Set(rows.flatMap((row) => [...row.sourceAddresses, ...row.destinationAddresses]));
  return [...addresses]
    .filter((address) => isNumeric(address))
    .map((address) => ({ ipBlock: { cidr: `${address}/${address.includes(':') ? 128 : 32}` } }));
}

function portsOf(rows: readonly ShownFlow[]): readonly unknown[] {
  const ports = new Map(
    rows.map(({ port, protocol }) => [`${port} ${protocol}`, { port, protocol: protocol.toUpperCase() }]),
  );
  return [...ports.values()].sort((a, b) => a.port - b.port);
}
