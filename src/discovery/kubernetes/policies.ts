import type {
  Labels,
  PolicyManifest,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
  Selector,
  Workload,
} from '../../model/manifests.js';
import type { PolicyFields } from '../../model/topology.js';
import { present } from '../../values/present.js';
import { inOneNamespace } from './bundles.js';
import { titleOf } from './pods.js';

/** A pod that policies may name. */
interface KnownPod {
  readonly id: string;
  readonly workload: Workload;
}

/** Returns what the policies of a bundle let in and out of a pod. A policy without rules lets nothing through. */
export function policiesFor(
  { workload }: KnownPod,
  pods: readonly KnownPod[],
  policies: readonly PolicyManifest[],
): readonly PolicyFields[] {
  const own = policies.filter((policy) => inOneNamespace(policy, workload) && chooses(policy.pods, workload.labels));
  return own.flatMap((policy) =>
    policy.directions.flatMap((direction): PolicyFields[] => {
      const by = titleOf(policy);
      const rules = policy.rules.filter((rule) => rule.direction === direction);
      if (rules.length === 0) return [{ direction, peers: [], ports: [], by }];
      return rules.flatMap(({ peers, ports }) =>
        portsBy(ports, direction, workload).map((allowed) => ({
          direction,
          ...present({ peers: peers && peersAmong(peers, policy, pods) }),
          ...allowed,
          by,
        })),
      );
    }),
  );
}

type Allowed = Pick<PolicyFields, 'protocol' | 'ports'>;

/**
 * The ports of a rule by protocol. A name means a port of the pods at the end that is dialled: of the own ones that name theirs it is known, and of
 * others it may be every one.
 */
function portsBy(ports: PolicyRule['ports'], direction: PolicyRule['direction'], workload: Workload): Allowed[] {
  if (ports === undefined) return [{}];
  const isKnown =
    direction === 'in' && workload.containers.some((container) => container.ports.some(({ name }) => name));
  return (['tcp', 'udp'] as const).flatMap((protocol): Allowed[] => {
    const own = ports.filter((entry) => entry.protocol === protocol);
    const isEvery = own.some(({ port }) => port === undefined || (typeof port === 'string' && !isKnown));
    const written = protocol === 'udp' ? { protocol } : {};
    if (isEvery) return [written];
    // What lets nothing through of a protocol still holds for it.
    return own.length === 0 && protocol === 'udp'
      ? []
      : [{ ...written, ports: own.flatMap((entry) => numbersOf(entry, workload)) }];
  });
}

function numbersOf({ port = '', lastPort }: PolicyPort, { containers }: Workload): (number | string)[] {
  if (typeof port === 'number') return [lastPort === undefined ? port : `${port}-${lastPort}`];
  return containers.flatMap(({ ports }) => ports.flatMap((own) => (own.name === port ? own.port.value : [])));
}

/** The pods that peers mean; undefined where labels of namespaces decide, which manifests of pods do not have. */
function peersAmong(
  peers: readonly PolicyPeer[],
  policy: PolicyManifest,
  pods: readonly KnownPod[],
): readonly string[] | undefined {
  if (peers.some(({ namespaces }) => namespaces && !isNamed(namespaces) && !isEmpty(namespaces))) return undefined;
  const fits = ({ workload }: KnownPod, peer: PolicyPeer) =>
    chooses(peer.pods, workload.labels) && isInside(workload, peer.namespaces, policy);
  return pods.filter((pod) => peers.some((peer) => fits(pod, peer))).map(({ id }) => id);
}

const NAME = 'kubernetes.io/metadata.name';

function isNamed({ labels, expressions }: Selector): boolean {
  return expressions.length === 0 && Object.keys(labels).join() === NAME;
}

function isEmpty({ labels, expressions }: Selector): boolean {
  return expressions.length === 0 && Object.keys(labels).length === 0;
}

function isInside(workload: Workload, namespaces: Selector | undefined, policy: PolicyManifest): boolean {
  if (!namespaces) return inOneNamespace(workload, policy);
  return isEmpty(namespaces) || workload.namespace === undefined || workload.namespace === namespaces.labels[NAME];
}

function chooses({ labels, expressions }: Selector, own: Labels): boolean {
  return (
    Object.entries(labels).every(([key, value]) => own[key] === value) &&
    expressions.every(({ key, operator, values }) => {
      const value = own[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isOne = value !== undefined && values.includes(value);
      return operator === 'NotIn' ? !isOne : isOne;
    })
  );
}
