import type { PolicyManifest, PolicyPeer, PolicyPort, PolicyRule, Selector } from '../../model/manifests.js';
import type { Protocol } from '../../model/product.js';
import { present } from '../../values/present.js';
import type { KindedPart } from './documents.js';
import { labelsIn, objectOf, portIn, portOrNameIn } from './objects.js';
import type { Value } from './value.js';

const DIRECTIONS = [
  { direction: 'in', key: 'ingress', peers: 'from', type: 'Ingress' },
  { direction: 'out', key: 'egress', peers: 'to', type: 'Egress' },
] as const;

/** Reads a NetworkPolicy. Without types, it is one of incoming connections, and of outgoing ones where it has rules for them. */
export function policyOf(part: KindedPart, value: Value): PolicyManifest | undefined {
  const object = objectOf(part, value);
  const spec = value.at('spec');
  if (!object || !spec.exists) return undefined;
  const types = spec.at('policyTypes').items.map(({ text }) => text);
  const named = DIRECTIONS.filter(({ type, key, direction }) =>
    types.length > 0 ? types.includes(type) : direction === 'in' || spec.at(key).exists,
  );
  return {
    ...object,
    pods: selectorIn(spec.at('podSelector')),
    directions: named.map(({ direction }) => direction),
    rules: named.flatMap(({ direction, key, peers }) =>
      spec.at(key).items.map(
        (rule): PolicyRule => ({
          direction,
          ...present({ peers: peersIn(rule.at(peers)), ports: portsIn(rule.at('ports')) }),
        }),
      ),
    ),
  };
}

function peersIn({ items }: Value): readonly PolicyPeer[] | undefined {
  if (items.length === 0 || items.some((peer) => peer.at('ipBlock').exists)) return undefined;
  return items.map((peer) => {
    const namespaces = peer.at('namespaceSelector');
    return {
      pods: selectorIn(peer.at('podSelector')),
      ...(namespaces.exists ? { namespaces: selectorIn(namespaces) } : {}),
    };
  });
}

function portsIn({ items }: Value): readonly PolicyPort[] | undefined {
  if (items.length === 0) return undefined;
  return items.flatMap((entry): PolicyPort[] => {
    const protocol = PROTOCOLS.get(entry.at('protocol').text ?? 'TCP');
    const ports = present({ port: portOrNameIn(entry.at('port')), lastPort: portIn(entry.at('endPort')) });
    return protocol === undefined ? [] : [{ protocol, ...ports }];
  });
}

/** Servers of the catalogue speak no other. */
const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['TCP', 'tcp'],
  ['UDP', 'udp'],
]);

function selectorIn(value: Value): Selector {
  return {
    labels: labelsIn(value.at('matchLabels')),
    expressions: value.at('matchExpressions').items.map((entry) => ({
      key: entry.at('key').text ?? '',
      operator: entry.at('operator').text ?? '',
      values: entry.at('values').items.flatMap(({ text }) => text ?? []),
    })),
  };
}
