import { describe, expect, it } from 'vitest';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'forward-mismatch';

function forwarding(to: readonly string[], fields = {}) {
  const hosts = { lb: { forwards: [{ port: 8443, to }] } };
  return topology({ gw: node('wso2am', '4.2.0', { profile: 'gateway-worker', ...fields }) }, { hosts });
}

describe('a front end that forwards to a listener that is not open', () => {
  const found = finding(forwarding(['gw:passthrough-https', 'gw:databridge-binary']), RULE);

  it('is an error that names front end, port and listener', () => {
    expect(found.severity).toBe('error');
    expect(found.message).toBe('closed');
    expect(found.data).toMatchObject({ host: 'lb', port: 8443, node: 'gw', listener: 'databridge-binary' });
  });

  it('points at the entry, and at the node', () => {
    expect(found.at.path).toEqual(['hosts', 'lb', 'forwards', 0, 'to', 1]);
    expect(found.related).toMatchObject([{ path: ['nodes', 'gw'] }]);
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
