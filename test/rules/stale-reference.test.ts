import { describe, expect, it } from 'vitest';
import { editsOf, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'stale-reference';
const apim = (fields = {}) => topology({ apim: node('wso2am', '2.6.0', { offset: 2, ...fields }) });

describe('a self-reference that names the port from before the offset', () => {
  const found = () => finding(apim({ ports: { 'workflow-callback': 9443 } }), RULE);

  it('is a warning with the port that is right now', () => {
    expect(found().severity).toBe('warning');
    expect(found().message).toBe('stale');
    expect(found().data).toMatchObject({
      node: 'apim',
      host: 'app1',
      reference: 'workflow-callback',
      configured: 9443,
      expected: [9445],
    });
  });

  it('points at the value, and at the offset beside it', () => {
    expect(found().at.path).toEqual(['nodes', 'apim', 'ports', 'workflow-callback']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'apim', 'offset']]);
  });

  it('is fixed by the effective port, in the file that carries it', () => {
    expect(editsOf(found())).toEqual([[{ path: 'nodes.apim.ports.workflow-callback', from: 9443, to: 9445 }]]);
    expect(found().fixes[0]?.configuration).toMatchObject([{ node: 'apim', to: 9445 }]);
    expect(found().fixes[0]?.configuration[0]?.file).toMatch(/WorkflowCallbackService\.xml$/);
  });
});

it('names both ports where the file carries two, and offers no fix for them', () => {
  const document = topology({ apim: node('wso2am', '4.2.0', { offset: 1, ports: { 'ws-endpoints': 9099 } }) });
  const found = finding(document, RULE);
  expect(found.data.expected).toEqual([9100, 8100]);
  expect(found.fixes).toEqual([]);
});

it('is found at the shipped offset too', () => {
  expect(findings(apim({ offset: 0, ports: { 'workflow-callback': 9445 } }), RULE)).toHaveLength(1);
});

describe('is silent', () => {
  it.each([
    ['for the effective port', { ports: { 'workflow-callback': 9445 } }],
    ['for the port of a proxy in front of the node', { ports: { 'workflow-callback': 443 } }],
    ['for another open port of the node', { ports: { 'workflow-callback': 9765 } }],
    ['for a reference that is not used', { ports: { 'workflow-callback': 9443 }, disable: ['workflow-callback'] }],
    ['where the topology does not say what the file carries', {}],
  ])('%s', (_, fields) => expect(findings(apim(fields), RULE)).toEqual([]));

  it('for the same listener of another node, as in a distributed installation', () => {
    const document = topology({
      gateway: node('wso2am', '2.6.0', {
        host: 'gw',
        profile: 'gateway-worker',
        offset: 2,
        ports: { 'workflow-callback': 9446 },
      }),
      store: node('wso2am', '2.6.0', { host: 'store', profile: 'api-store', offset: 3 }),
    });
    expect(findings(document, RULE)).toEqual([]);
  });
});

it.each([
  ['is silent for the listener of another group, where the own one has none', 'east', 'west', 0],
  ['is silent for the listener of the own group', 'east', 'east', 0],
  ['is silent for the listener of a node that serves all groups', 'east', undefined, 0],
  ['is silent where the node itself serves all groups', undefined, 'west', 0],
])('%s', (_, own, other, count) => {
  const document = topology({
    gateway: node('wso2am', '2.6.0', {
      ...{ host: 'gw', profile: 'gateway-worker', offset: 2, ports: { 'workflow-callback': 9446 } },
      ...(own && { group: own }),
    }),
    store: node('wso2am', '2.6.0', { host: 'store', profile: 'api-store', offset: 3, ...(other && { group: other }) }),
  });
  expect(findings(document, RULE)).toHaveLength(count);
});

it('is found for the listener of another group, where the own one has such a node at another port', () => {
  const store = (offset: number, group: string) =>
    node('wso2am', '2.6.0', { host: `${group}-store`, profile: 'api-store', offset, group });
  const gateway = node('wso2am', '2.6.0', {
    ...{ host: 'gw', profile: 'gateway-worker', offset: 2, group: 'east' },
    ports: { 'workflow-callback': 9446 },
  });
  const found = finding(topology({ gateway, near: store(1, 'east'), far: store(3, 'west') }), RULE);
  expect(found.data).toMatchObject({ node: 'gateway', configured: 9446, expected: [9444] });
});
