import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

const store = (host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '2.6.0', { host, profile: 'api-store', ...fields });

/** What the callback of workflows in the files of a gateway has to be: it is the store's, whose shipped port is 9443. */
function callback(stores: Readonly<Record<string, NodeFields>>) {
  const gateway = node('wso2am', '2.6.0', { host: 'h', profile: 'gateway-worker', offset: 1 });
  const found = deploymentOf(topology({ gateway, ...stores })).nodes.find(({ id }) => id === 'gateway');
  const { ports = [] } = found?.selfReferences.find(({ id }) => id === 'workflow-callback') ?? {};
  return ports.map(({ shipped, effective, host }) => [shipped, effective, host ?? 'own']);
}

describe('a port in a file that is another node’s', () => {
  it.each([
    ['is that of the only node that is meant', { s: store('x', { offset: 3 }) }, [[9443, 9446, 'x']]],
    ['is that of another node of the host', { s: store('h', { offset: 3 }) }, [[9443, 9446, 'own']]],
    ['is the shipped one where the node has it on the own host', { s: store('h') }, [[9443, 9443, 'own']]],
    [
      'is the shipped one where one of several has it there',
      { s: store('h'), t: store('x', { offset: 3 }) },
      [[9443, 9443, 'own']],
    ],
    ['is not known where several may be meant', { s: store('x'), t: store('y') }, []],
    ['is not known where nobody is', {}, []],
    ['is not known where the node does not listen', { s: store('x', { disable: ['servlet-https'] }) }, []],
  ])('%s', (_, stores: Record<string, NodeFields>, expected) => {
    expect(callback(stores)).toEqual(expected);
  });
});

it('a port in a file is that of each listener which has one as shipped, wherever that file is', () => {
  const entry = { purpose: 'x', sources: ['x'] };
  const products = {
    shop: {
      name: 'shop',
      listeners: [
        { ...entry, id: 'api', basePort: 8000, shift: 'follows' },
        { ...entry, id: 'inbound', basePort: null },
      ],
      selfReferences: [
        {
          ...{ id: 'callback', settings: {}, default: 'http://localhost:8000', listeners: ['api', 'inbound'] },
          ...{ movesWithOffset: false, edit: 'always', sources: ['x'] },
        },
      ],
    },
  };
  const document = topology({ a: node('shop', '1', { offset: 2 }) }, { products: products as never });
  expect(deploymentOf(document).nodes[0]?.selfReferences).toEqual([
    {
      ...{ id: 'callback', file: '', element: '', edit: 'always', disabled: false },
      ports: [{ listener: 'api', shipped: 8000, effective: 8002 }],
    },
  ]);
});
