import { describe, expect, it } from 'vitest';
import { applyEdits, setAt } from '../../src/fix/apply.js';
import type { Path } from '../../src/model/finding.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { node, topology } from '../topology-builder.js';

const edit = (path: Path, to: unknown) => ({ file: 'topology.yaml', path, to });
const nodeOf = (document: TopologyDocument, id: string) => document.nodes[id];

describe('an edit', () => {
  const document = topology({ a: node('wso2am', '2.6.0', { offset: 2 }), b: node('wso2am', '2.6.0') });

  it('changes one value of a copy', () => {
    const edited = applyEdits(document, [edit(['nodes', 'a', 'offset'], 3)]);
    expect(nodeOf(edited, 'a')?.offset).toBe(3);
    expect(nodeOf(document, 'a')?.offset).toBe(2);
    expect(edited.nodes.b).toBe(document.nodes.b);
  });

  it('adds keys that are missing, with the maps around them', () => {
    const edited = applyEdits(document, [
      edit(['nodes', 'b', 'ports', 'websocket'], 9099),
      edit(['nodes', 'b', 'offset'], 1),
    ]);
    expect(nodeOf(edited, 'b')).toEqual({ ...node('wso2am', '2.6.0'), ports: { websocket: 9099 }, offset: 1 });
  });

  it('makes the long form of a link that is a node id', () => {
    const linked = topology({
      a: node('wso2am', '2.6.0', { links: { 'key-validation-thrift': 'km', 'throttle-publish': 'tm' } }),
    });
    const edited = applyEdits(linked, [edit(['nodes', 'a', 'links', 'key-validation-thrift', 'port'], 10_402)]);
    expect(nodeOf(edited, 'a')?.links).toEqual({
      'key-validation-thrift': { to: 'km', port: 10_402 },
      'throttle-publish': 'tm',
    });
  });

  it('changes one entry of a list, whether its index is a number or a text', () => {
    const linked = topology({
      a: node('wso2am', '2.6.0', { links: { 'key-validation-thrift': ['km1', { to: 'km2', port: 1 }] } }),
    });
    for (const index of [1, '1'])
      expect(
        nodeOf(applyEdits(linked, [edit(['nodes', 'a', 'links', 'key-validation-thrift', index, 'port'], 2)]), 'a')
          ?.links,
      ).toEqual({
        'key-validation-thrift': ['km1', { to: 'km2', port: 2 }],
      });
  });

  it('comes after those before it', () => {
    expect(
      nodeOf(applyEdits(document, [edit(['nodes', 'a', 'offset'], 3), edit(['nodes', 'a', 'offset'], 4)]), 'a')?.offset,
    ).toBe(4);
  });
});

describe('a value from the defaults', () => {
  const document = topology(
    { a: { host: 'app1' }, b: { host: 'app1' } },
    {
      defaults: {
        product: 'wso2am',
        version: '2.6.0',
        offset: 2,
        ports: { websocket: 9099, 'servlet-https': 9443 },
        links: { 'throttle-publish': 'tm' },
      },
    },
  );

  it('is overridden in the node that is meant, and in no other', () => {
    const edited = applyEdits(document, [edit(['nodes', 'a', 'offset'], 3)]);
    expect(edited.nodes).toEqual({ a: { host: 'app1', offset: 3 }, b: { host: 'app1' } });
    expect(edited.defaults).toEqual(document.defaults);
  });

  it('keeps its neighbours, which a map of the node would hide', () => {
    const edited = applyEdits(document, [edit(['nodes', 'a', 'ports', 'websocket'], 9100)]);
    expect(nodeOf(edited, 'a')).toEqual({ host: 'app1', ports: { websocket: 9100, 'servlet-https': 9443 } });
  });

  it('may be a link', () => {
    const edited = applyEdits(document, [edit(['nodes', 'a', 'links', 'throttle-publish', 'port'], 9613)]);
    expect(nodeOf(edited, 'a')).toEqual({ host: 'app1', links: { 'throttle-publish': { to: 'tm', port: 9613 } } });
  });

  it('is overridden beside another one of the same map', () => {
    const edited = applyEdits(document, [
      edit(['nodes', 'a', 'ports', 'websocket'], 9100),
      edit(['nodes', 'a', 'ports', 'servlet-https'], 9444),
    ]);
    expect(nodeOf(edited, 'a')).toEqual({ host: 'app1', ports: { websocket: 9100, 'servlet-https': 9444 } });
  });

  it('is left alone where the node has a map of its own', () => {
    const own = { ...document, nodes: { a: { host: 'app1', ports: { websocket: 9098 } } } };
    expect(nodeOf(applyEdits(own, [edit(['nodes', 'a', 'ports', 'servlet-https'], 9444)]), 'a')?.ports).toEqual({
      websocket: 9098,
      'servlet-https': 9444,
    });
  });
});

describe('a value is set in plain data', () => {
  it('as the data when the path is empty', () => expect(setAt({ a: 1 }, [], 2)).toBe(2));

  it('under __proto__ without touching the prototype', () => {
    const changed = setAt({}, ['__proto__', 'offset'], 3);
    expect(Object.keys(changed as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
    expect(({} as { offset?: number }).offset).toBeUndefined();
  });

  it('under constructor, which an empty map does not have', () => {
    expect(setAt({}, ['constructor', 'offset'], 3)).toEqual({ constructor: { offset: 3 } });
  });

  it.each([null, 7, true])('in the place of %s, which holds no keys', (data) => {
    expect(setAt({ a: data }, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
  });
});
