import { describe, expect, it } from 'vitest';
import type { ProbeFields } from '../../src/model/topology.js';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'probe-mismatch';

function probed(...probes: readonly ProbeFields[]) {
  return topology({ is: node('wso2is', '7.1.0', { offset: 1, probes }) });
}

describe('a probe of a port that nothing opens', () => {
  const found = () => finding(probed({ port: 9443, by: 'livenessProbe' }), RULE);

  it('is an error that names the listener that is meant', () => {
    expect(found().severity).toBe('error');
    expect(found().data).toMatchObject({
      node: 'is',
      by: 'livenessProbe',
      port: 9443,
      nearest: { listener: 'servlet-https', port: 9444 },
    });
  });

  it('points at the port of the probe, and at what decides that of the listener', () => {
    expect(found().at.path).toEqual(['nodes', 'is', 'probes', 0, 'port']);
    expect(found().related).toMatchObject([{ path: ['nodes', 'is', 'offset'] }]);
  });
});

it('a port far from every listener has no listener that is meant', () => {
  expect(finding(probed({ port: 22 }), RULE).data).toEqual({ node: 'is', by: 'probe', port: 22 });
});

it('a name that no port has is asked in vain', () => {
  expect(finding(probed({ port: 'servlet' }), RULE).data).toMatchObject({ port: 'servlet' });
});

it('plain HTTP to an encrypted listener is found, and the reverse', () => {
  const found = findings(probed({ port: 9444, scheme: 'http' }, { port: 9764, scheme: 'https' }), RULE);
  expect(found.map(({ message, data }) => [message, data.listener, data.scheme])).toEqual([
    ['scheme', 'servlet-https', 'http'],
    ['scheme', 'servlet-http', 'https'],
  ]);
});

it('a connection alone, the right scheme and ports of other software in the pod are silent', () => {
  const { nodes } = probed({ port: 9444 }, { port: 9444, scheme: 'https' }, { port: 15021, scheme: 'http' });
  const hosts = { app1: { kind: 'pod' as const, occupied: [{ port: 15021, by: 'sidecar' }] } };
  expect(findings(topology(nodes, { hosts }), RULE)).toEqual([]);
});
