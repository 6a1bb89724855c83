import { describe, expect, it } from 'vitest';
import type { HostFields } from '../../src/model/topology.js';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'forward-mismatch';

function forwarding(to: readonly string[], fields = {}) {
  const hosts = { lb: { forwards: [{ port: 8443, to }] } };
  return topology({ gw: node('wso2am', '4.2.0', { profile: 'gateway-worker', ...fields }) }, { hosts });
}

describe('a front end that forwards to a listener that is not open', () => {
  const found = () => finding(forwarding(['gw:passthrough-https', 'gw:databridge-binary']), RULE);

  it('is an error that names front end, port and listener', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('closed');
    expect(found().data).toMatchObject({ host: 'lb', port: 8443, node: 'gw', listener: 'databridge-binary' });
  });

  it('points at the entry, and at the node', () => {
    expect(found().at.path).toEqual(['hosts', 'lb', 'forwards', 0, 'to', 1]);
    expect(found().related).toMatchObject([{ path: ['nodes', 'gw'] }]);
  });
});

it('a listener that does not exist is found, with the nearest that does', () => {
  expect(finding(forwarding(['gw:passthrough-htps']), RULE).data.hint).toMatch(/passthrough-https/);
});

it('a listener that is switched off is found', () => {
  expect(findings(forwarding(['gw:passthrough-http'], { disable: ['passthrough-http'] }), RULE)).toHaveLength(1);
});

it('an open listener is silent, under any of its names and at any offset', () => {
  expect(findings(forwarding(['gw:passthrough-https', 'gw:passthru-http'], { offset: 5 }), RULE)).toEqual([]);
});

it('a node that does not exist is an unknown reference', () => {
  const document = forwarding(['gateway:passthrough-https']);
  expect(findings(document, RULE)).toEqual([]);
  expect(finding(document, 'unknown-reference').data).toMatchObject({ kind: 'node', name: 'gateway' });
});

it('the port of the front end is taken on its host', () => {
  const hosts = { app1: { forwards: [{ port: 8243, to: ['gw:passthrough-https'] }] } };
  const document = topology({ gw: node('wso2am', '4.2.0', { profile: 'gateway-worker' }) }, { hosts });
  expect(finding(document, 'port-collision').data).toMatchObject({ host: 'app1', ports: [{ port: 8243 }] });
});

function served(service: Partial<HostFields>, more: Readonly<Record<string, HostFields>> = {}, fields = {}) {
  const gateway = node('wso2am', '4.2.0', { host: 'gw-pod', profile: 'gateway-worker', ...fields });
  const hosts = { 'gw-pod': { kind: 'pod' as const }, 'gw-service': { kind: 'service' as const, ...service }, ...more };
  return topology({ gw: gateway }, { hosts });
}

describe('a Service that leads to a port on which nothing listens', () => {
  const found = () => finding(served({ forwards: [{ port: 8243, to: ['gw-pod:8243'] }] }, {}, { offset: 1 }), RULE);

  it('names each hop and the listener that is meant', () => {
    expect(found().message).toBe('silent');
    expect(found().data).toMatchObject({
      host: 'gw-service',
      port: 8243,
      node: 'gw',
      profile: 'gateway-worker',
      target: '8243',
      nearest: { listener: 'passthrough-https', port: 8244 },
      dialledBy: [],
    });
  });

  it('points at the target', () => {
    expect(found().at.path).toEqual(['hosts', 'gw-service', 'forwards', 0, 'to', 0]);
  });
});

it('who dials such a Service is named there, and has no finding of its own', () => {
  const tm = node('wso2am', '4.2.0', { host: 'tm-pod', profile: 'traffic-manager' });
  const links = { 'throttle-publish': { url: 'tcp://tm-service:9611' } };
  const gateway = node('wso2am', '4.2.0', { host: 'gw-pod', profile: 'gateway-worker', links });
  const forwards = [{ port: 9611, to: ['tm:9612'] }];
  const document = topology({ gateway, tm }, { hosts: { 'tm-service': { kind: 'service', forwards } } });
  expect(finding(document, RULE).data).toMatchObject({ node: 'tm', target: '9612', dialledBy: ['gateway'] });
  expect(finding(document, RULE).text).toMatch(/^gateway dials tm-service:9611 -> /);
  expect(findings(document, 'link-mismatch')).toEqual([]);
});

it('a name that no port of the pod has leads nowhere', () => {
  const found = finding(served({ forwards: [{ port: 443, to: ['gw-pod:https'] }] }), RULE);
  expect(found.data).toMatchObject({ node: 'gw', target: 'https' });
});

describe('an Ingress that leads to a port that the Service does not have', () => {
  const ingress = (...ports: readonly number[]): HostFields => ({
    kind: 'ingress',
    forwards: ports.map((port) => ({ port, path: '/', by: 'Ingress/gw', to: ['gw-service:8099'] })),
  });
  const forwards = [{ port: 8243, to: ['gw-pod:8243'] }];

  it('is found once, with the ports that it has', () => {
    const found = finding(served({ forwards }, { 'gw.example.com': ingress(443, 80) }), RULE);
    expect(found.message).toBe('absent');
    expect(found.data).toMatchObject({ by: 'Ingress/gw', name: 'gw-service', target: '8099', ports: [8243] });
  });

  it('is silent where other software answers there', () => {
    const occupied = [{ port: 8099, by: 'Deployment/other' }];
    expect(findings(served({ forwards, occupied }, { 'gw.example.com': ingress(443) }), RULE)).toEqual([]);
  });
});

it('what is dead behind a Service is told at the Service alone', () => {
  const ingress: HostFields = { kind: 'ingress', forwards: [{ port: 443, to: ['gw-service:8243'] }] };
  const document = served({ forwards: [{ port: 8243, to: ['gw-pod:1234'] }] }, { 'gw.example.com': ingress });
  expect(findings(document, RULE).map(({ data }) => data.host)).toEqual(['gw-service']);
});

it('a Service that selects no pods is found', () => {
  const found = finding(served({ forwards: [{ port: 8243, to: [] }] }), RULE);
  expect(found.message).toBe('empty');
  expect(found.data).toMatchObject({ host: 'gw-service', ports: [8243] });
});

it('ports of other software in the pod, and front ends in a circle, are silent', () => {
  const pod: HostFields = { kind: 'pod', occupied: [{ port: 2222, by: 'exporter' }] };
  const exporter = served({ forwards: [{ port: 2222, to: ['gw-pod:2222'] }] }, { 'gw-pod': pod });
  const circle = served(
    { forwards: [{ port: 1, to: ['other:2'] }] },
    { other: { forwards: [{ port: 2, to: ['gw-service:1'] }] } },
  );
  expect(findings(exporter, RULE)).toEqual([]);
  expect(findings(circle, RULE).filter(({ message }) => message !== 'empty')).toEqual([]);
});

it('a pod of two nodes is named where neither of them listens', () => {
  const second = node('wso2mi', '4.2.0', { host: 'gw-pod' });
  const gateway = node('wso2am', '4.2.0', { host: 'gw-pod', profile: 'gateway-worker' });
  const hosts = {
    'gw-pod': { kind: 'pod' as const },
    'gw-service': { kind: 'service' as const, forwards: [{ port: 1, to: ['gw-pod:1'] }] },
  };
  const found = finding(topology({ gateway, second }, { hosts }), RULE);
  expect(found.text).toBe('gw-service:1 -> port 1 of gw-pod: nothing listens there');
  expect(found.related).toMatchObject([{ path: ['hosts', 'gw-pod'] }]);
});

it('a front end that says nothing of itself is named by its host', () => {
  const ingress = (to: string): HostFields => ({ kind: 'ingress', forwards: [{ port: 443, to: [to] }] });
  const text = (to: string) =>
    finding(served({ forwards: [{ port: 8243, to: ['gw-pod:8243'] }] }, { entry: ingress(to) }), RULE).text;
  expect(text('gw-service:8099')).toBe('entry leads to port 8099 of gw-service, which has 8243');
});

it('a Service without pods of the plan is silent where other software answers on its ports', () => {
  const occupied = [{ port: 8243, by: 'Deployment/other' }];
  expect(findings(served({ forwards: [{ port: 8243, to: [] }], occupied }), RULE)).toEqual([]);
});
