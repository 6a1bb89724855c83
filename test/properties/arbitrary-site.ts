import fc from 'fast-check';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';
import { anyTopology } from './arbitrary-topology.js';

/** Distributed installations of the vendor: product, release and profile of each node. */
const INSTALLATIONS: readonly (readonly (readonly [string, string, string])[])[] = [
  ['gateway-worker', 'api-key-manager', 'api-publisher', 'traffic-manager', 'traffic-manager'].map((profile) => [
    'wso2am',
    '3.2.0',
    profile,
  ]),
  ['gateway-worker', 'control-plane', 'control-plane', 'traffic-manager', 'default'].map((profile) => [
    'wso2am',
    '4.2.0',
    profile,
  ]),
  [
    ['wso2am-acp', '4.5.0', 'default'],
    ['wso2am-tm', '4.5.0', 'default'],
    ['wso2am-universal-gw', '4.5.0', 'default'],
    ['wso2is', '7.0.0', 'default'],
    ['wso2mi', '4.2.0', 'default'],
  ],
  // An Identity Server as key manager of a control plane and its gateways.
  [
    ['wso2am', '4.2.0', 'control-plane'],
    ['wso2am', '4.2.0', 'gateway-worker'],
    ['wso2am', '4.2.0', 'gateway-worker'],
    ['wso2is', '6.1.0', 'default'],
    ['wso2is', '6.1.0', 'default'],
  ],
  [
    ['wso2am-acp', '4.6.0', 'default'],
    ['wso2am-acp', '4.6.0', 'default'],
    ['wso2am-tm', '4.6.0', 'default'],
    ['wso2am-tm', '4.6.0', 'default'],
    ['wso2am-universal-gw', '4.6.0', 'default'],
  ],
];

/** Links that are written, with the scheme and the shipped port of the other end. */
const WRITTEN = [
  ['throttle-publish', 'tcp', 9611],
  ['throttle-publish-auth', 'ssl', 9711],
  ['throttle-decisions-jms', 'tcp', 5672],
  ['event-hub-jms', 'tcp', 5672],
  ['event-hub-rest', 'https', 9443],
  ['event-hub-duplicate', 'tcp', 5672],
  ['key-manager-url', 'https', 9443],
  ['identity-server-as-key-manager', 'https', 9443],
  ['is-to-apim-notification', 'https', 9443],
  ['portal-to-gateway-https-endpoint', 'https', 8243],
] as const;

const literal = fc
  .tuple(fc.constantFrom(...WRITTEN), fc.constantFrom('h0', 'h1', 'h2', 'h3', 'lb', 'localhost', '10.0.0.1'), fc.nat(2))
  .map(([[id, scheme, port], host, shift]) => ({ id, url: `${scheme}://${host}:${port + shift}/` }));

/** A site: some nodes of an installation on a few hosts, one of them a container, behind a load balancer. */
export const anySite: fc.Arbitrary<TopologyDocument> = fc
  .record({
    installation: fc.constantFrom(...INSTALLATIONS),
    present: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    offsets: fc.array(fc.nat(8), { minLength: 5, maxLength: 5 }),
    hosts: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
    linked: fc.array(fc.option(literal), { minLength: 5, maxLength: 5 }),
    front: fc.boolean(),
  })
  .map(({ installation, present, offsets, hosts, linked, front }) => {
    const ids = installation.flatMap((_, index) => (present[index] ? [`n${index}`] : []));
    const nodes = installation.flatMap(([product, version, profile], index): [string, NodeFields][] => {
      const link = linked[index];
      const takes = deploymentOf(topology({ x: node(product, version, { profile }) })).links.some(
        ({ id }) => id === link?.id,
      );
      const links = link && takes ? { links: { [link.id]: { url: link.url } } } : {};
      const fields = { host: `h${hosts[index]}`, profile, offset: offsets[index] ?? 0, group: 'east', ...links };
      return present[index] ? [[`n${index}`, node(product, version, fields)]] : [];
    });
    const forwards = front && ids.length > 0 ? [{ port: 9443, to: ids.map((id) => `${id}:servlet-https`) }] : [];
    return topology(Object.fromEntries(nodes), {
      hosts: {
        h0: {},
        h1: { addresses: ['10.0.0.1', '10.0.0.2'] },
        h2: {},
        h3: { on: 'h0', publish: ['9443:9443', '9611:9611'] },
        lb: { forwards },
      },
    });
  })
  .filter(({ nodes }) => Object.keys(nodes).length > 0);

/** A plan of any products, or an installation of the vendor. */
export const anyPlan: fc.Arbitrary<TopologyDocument> = fc.oneof(
  { weight: 2, arbitrary: anyTopology },
  { weight: 1, arbitrary: anySite },
);
