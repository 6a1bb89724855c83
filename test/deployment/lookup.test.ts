import { describe, expect, it } from 'vitest';
import { lookupIn } from '../../src/deployment/lookup.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

describe('a lookup', () => {
  const deployment = () => deploymentOf(topology({ apim: node('wso2am', '2.6.0') }));
  const lookup = () => lookupIn(deployment());

  it('finds nothing by an id that is not known', () => {
    const { node: nodeOf, listener } = lookup();
    expect([nodeOf(undefined), nodeOf('gateway'), listener(undefined, 'servlet-https')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('finds the owner of a listener, and takes a listener without one for a bug', () => {
    const { owner } = lookup();
    expect(owner({ node: 'apim' }).id).toBe('apim');
    expect(() => owner({ node: 'gateway' })).toThrow(RangeError);
  });

  it('says where a port would be written', () => {
    expect(deployment().listeners.slice(0, 1).map(lookup().portPath)).toEqual([
      ['nodes', 'apim', 'ports', deployment().listeners[0]?.id],
    ]);
  });
});
