import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'own-url';

/** A server in a pod, behind a Service and an Ingress of `is.example.com`. */
function fronted(fields: Partial<NodeFields>, hosts: Readonly<Record<string, HostFields>> = {}) {
  return topology(
    { is: node('wso2is', '7.1.0', { host: 'is-pod', ...fields }) },
    {
      hosts: {
        'is-pod': { kind: 'pod' },
        is: { kind: 'service', forwards: [{ port: 9443, to: ['is-pod:9443'] }] },
        'is.example.com': {
          kind: 'ingress',
          forwards: [443, 80].map((port) => ({ port, to: ['is:9443'], by: 'Ingress/is' })),
        },
        ...hosts,
      },
    },
  );
}

describe('a server behind an Ingress', () => {
  it('that names its own port is found, and the way of clients is shown', () => {
    const found = finding(fronted({ hostname: 'is.example.com' }), RULE);
    expect(found.severity).toBe('error');
    expect(found.text).toBe(
      'is calls itself https://is.example.com:9443, its own port, but Ingress/is serves it on 443 and 80',
    );
    expect(found.at.path).toEqual(['nodes', 'is', 'hostname']);
    expect(found.related).toMatchObject([
      { path: ['hosts', 'is.example.com', 'forwards', 0, 'port'] },
      { path: ['nodes', 'is', 'offset'] },
    ]);
  });

  it('is found with the port written as well, at the port', () => {
    const found = finding(fronted({ hostname: 'is.example.com', proxyPort: 9443 }), RULE);
    expect(found.at.path).toEqual(['nodes', 'is', 'proxyPort']);
    expect(found.data).toMatchObject({ isWritten: true, port: 9443, served: [443, 80] });
  });

  it.each([
    ['names the port of the Ingress', { hostname: 'IS.example.com', proxyPort: 443 }],
    ['names another port that its controller may have', { hostname: 'is.example.com', proxyPort: 30_443 }],
    ['has a name that is not in the plan', { hostname: 'sso.example.org' }],
    ['has the name of its Service', { hostname: 'is' }],
    ['says nothing', {}],
    ['has a port without a name', { proxyPort: 443 }],
  ])('that %s is silent', (_, fields) => {
    expect(findings(fronted(fields), RULE)).toEqual([]);
  });

  it('that calls itself localhost is a warning', () => {
    const found = finding(fronted({ hostname: 'localhost', proxyPort: 443 }), RULE);
    expect(found.severity).toBe('warning');
    expect(found.text).toBe(
      'is calls itself https://localhost:443, but clients come to it by is.example.com (Ingress/is)',
    );
  });

  it('and localhost is told by the Ingress alone, where nothing says which object it is', () => {
    const unnamed = { 'is.example.com': { kind: 'ingress' as const, forwards: [{ port: 443, to: ['is:9443'] }] } };
    expect(finding(fronted({ hostname: 'localhost' }, unnamed), RULE).text).toBe(
      'is calls itself https://localhost:9443, but clients come to it by is.example.com',
    );
  });

  it('is reached at its plain listener where the Ingress ends TLS', () => {
    const plain = { is: { kind: 'service' as const, forwards: [{ port: 9443, to: ['is-pod:9763'] }] } };
    expect(findings(fronted({ hostname: 'is.example.com' }, plain), RULE)).toHaveLength(1);
    expect(findings(fronted({ hostname: 'is.example.com', proxyPort: 443 }, plain), RULE)).toEqual([]);
  });
});

describe('a server behind a load balancer', () => {
  const balanced = (fields: Partial<NodeFields>, lb: HostFields) =>
    topology({ is: node('wso2is', '7.1.0', { host: 'vm', ...fields }) }, { hosts: { vm: {}, lb } });
  const lb = { addresses: ['sso.example.com'], forwards: [{ port: 8443, to: ['is:servlet-https'] }] };
  const own = { hostname: 'sso.example.com' };

  it('has to name its port', () => {
    expect(findings(balanced({ ...own, proxyPort: 443 }, lb), RULE)).toHaveLength(1);
    expect(finding(balanced(own, lb), RULE).text).toBe(
      'is calls itself https://sso.example.com:9443, its own port, but lb serves it on 8443',
    );
    expect(findings(balanced({ ...own, proxyPort: 8443 }, lb), RULE)).toEqual([]);
  });

  it('that leads on the same port is silent', () => {
    expect(findings(balanced(own, { ...lb, forwards: [{ port: 9443, to: ['is:9443'] }] }), RULE)).toEqual([]);
  });
});

it('what a front end leads to beside the console says nothing of own URLs', () => {
  const hosts = { vm: {}, lb: { forwards: [{ port: 443, to: ['gw:passthrough-https'] }] } };
  const gateway = node('wso2am-universal-gw', '4.7.0', { host: 'vm', hostname: 'lb' });
  expect(findings(topology({ gw: gateway }, { hosts }), RULE)).toEqual([]);
});

it('a server that asks the front end for its own URLs is judged by the port that is written', () => {
  const hosts = { vm: {}, lb: { forwards: [{ port: 8443, to: ['am:9443'] }] } };
  const am = (fields: Partial<NodeFields>) =>
    findings(topology({ am: node('wso2am', '4.2.0', { host: 'vm', hostname: 'lb', ...fields }) }, { hosts }), RULE);
  expect(am({})).toEqual([]);
  expect(am({ proxyPort: 8443 })).toEqual([]);
  expect(am({ proxyPort: 443 })).toHaveLength(1);
});

it('a server without own URLs has none that could be wrong', () => {
  const hosts = { vm: {}, lb: { forwards: [{ port: 443, to: ['mi:management-api-https'] }] } };
  const mi = node('wso2mi', '4.2.0', { host: 'vm', hostname: 'lb' });
  expect(findings(topology({ mi }, { hosts }), RULE)).toEqual([]);
});
