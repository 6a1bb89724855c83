import { describe, expect, it } from 'vitest';
import { linkOf, node, topology } from '../topology-builder.js';

/** Two servers that are whole behind one front end, of which each names a port that is not the right one. */
function pair(address: string, offset = 0) {
  const links = { 'gateway-environment-service-url': { url: `https://${address}/services/` } };
  return topology(
    {
      am1: node('wso2am', '4.2.0', { host: 'h1', links }),
      am2: node('wso2am', '4.2.0', { host: 'h2', offset, links }),
    },
    {
      hosts: {
        lb: { forwards: [{ port: 443, to: ['am1:passthrough-https', 'am2:passthrough-https'] }] },
        h1: {},
        h2: {},
      },
    },
  );
}

const meant = (address: string, offset?: number) =>
  ['am1', 'am2'].map((id) => {
    const { outcome, target } = linkOf(pair(address, offset), id, 'gateway-environment-service-url');
    return `${id} ${outcome} ${target}`;
  });

describe('of several servers that are right behind a front end', () => {
  it('a server itself is meant', () => {
    expect(meant('lb:443')).toEqual(['am1 port-mismatch am1', 'am2 port-mismatch am2']);
  });

  it('the one is meant whose port is nearest, where it is another one', () => {
    expect(meant('lb:443', 10)).toEqual(['am1 port-mismatch am1', 'am2 port-mismatch am1']);
  });

  it('the server of the address is meant, where it names one', () => {
    expect(meant('h1:9450')).toEqual(['am1 port-mismatch am1', 'am2 port-mismatch am1']);
  });
});
