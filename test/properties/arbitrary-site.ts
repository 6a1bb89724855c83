import fc from 'fast-check';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

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
];

/** A site: some nodes of an installation on a few hosts, one of them a container, behind a load balancer. */
export const anySite: fc.Arbitrary<TopologyDocument> = fc
  .record({
    installation: fc.constantFrom(...INSTALLATIONS),
    present: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    offsets: fc.array(fc.nat(8), { minLength: 5, maxLength: 5 }),
    hosts: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
    linked: fc.array(fc.option(fc.constantFrom('throttle-publish', 'event-hub-rest', 'key-manager-url')), {
      minLength: 5,
      maxLength: 5,
    }),
    front: fc.boolean(),
  })
  .map(({ installation, present, offsets, hosts, linked, front }) => {
    const ids = installation.flatMap((_, index) => (present[index] ? [`n${index}`] : []));
    const nodes = installation.flatMap(([product, version, profile], index): [string, NodeFields][] => {
      const link = linked[index];
      const takes = deploymentOf(topology({ x: node(product, version, { profile }) })).links.some(
        ({ id }) => id === link,
      );
      const links = link && takes ? { links: { [link]: { url: `https://h${hosts[index]}:9443/` } } } : {};
      const fields = { host: `h${hosts[index]}`, profile, offset: offsets[index] ?? 0, group: 'east', ...links };
      return present[index] ? [[`n${index}`, node(product, version, fields)]] : [];
    });
    const forwards = front && ids.length > 0 ? [{ port: 9443, to: ids.map((id) => `${id}:servlet-https`) }] : [];
    return topology(Object.fromEntries(nodes), {
      hosts: { h0: {}, h1: {}, h2: {}, h3: { on: 'h0', publish: ['9443:9443', '9611:9611'] }, lb: { forwards } },
    });
  })
  .filter(({ nodes }) => Object.keys(nodes).length > 0);
