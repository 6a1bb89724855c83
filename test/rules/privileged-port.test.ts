import { describe, expect, it } from 'vitest';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'privileged-port';
const mi = (port: number) =>
  topology({ mi: node('wso2mi', '4.2.0', { offset: 0, ports: { 'passthrough-https': port } }) });

describe('a port below 1024', () => {
  const found = () => finding(mi(443), RULE);

  it('is an information that names listener and node', () => {
    expect(found().severity).toBe('info');
    expect(found().message).toBe('low');
    expect(found().data).toEqual({
      node: 'mi',
      host: 'app1',
      listener: 'passthrough-https',
      port: 443,
      protocol: 'tcp',
    });
  });

  it('points at the value', () => expect(found().at.path).toEqual(['nodes', 'mi', 'ports', 'passthrough-https']));
});

it('the last one is 1023', () => {
  expect(findings(mi(1023), RULE)).toHaveLength(1);
  expect(findings(mi(1024), RULE)).toEqual([]);
});

it('a port below 1 is no port at all', () => {
  const document = topology({ mi: node('wso2mi', '4.2.0', { offset: -9000 }) });
  expect(findings(document, RULE).map(({ data }) => data.port)).toEqual([154, 191]);
});

it('a published port of the machine is opened by the container engine', () => {
  const hosts = { app1: {}, box: { on: 'app1', publish: ['443:8253'] } };
  expect(findings(topology({ mi: node('wso2mi', '4.2.0', { host: 'box' }) }, { hosts }), RULE)).toEqual([]);
});
