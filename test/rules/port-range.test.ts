import { describe, expect, it } from 'vitest';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'port-range';
const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);

describe('an offset that takes ports out of range', () => {
  const found = () => finding(topology({ mi: mi({ offset: 57_290 }) }), RULE);

  it('is one error for the node, with every port and its sum', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('outside');
    expect(found().data).toMatchObject({ node: 'mi', host: 'app1', offset: 57_290 });
    expect(found().data.ports).toEqual([
      { listener: 'passthrough-http', port: 65_570, protocol: 'tcp', derivation: '8280 + 57290' },
      { listener: 'management-api-https', port: 66_444, protocol: 'tcp', derivation: '9154 + 57290' },
      { listener: 'management-api-http', port: 66_481, protocol: 'tcp', derivation: '9191 + 57290' },
    ]);
  });

  it('points at the offset', () => expect(found().at.path).toEqual(['nodes', 'mi', 'offset']));
});

it('an offset of 70000 takes all of them out', () => {
  expect(finding(topology({ mi: mi({ offset: 70_000 }) }), RULE).data.ports).toHaveLength(4);
});

it('a negative offset may take ports below 1', () => {
  const { data } = finding(topology({ mi: mi({ offset: -8280 }) }), RULE);
  expect(data.ports).toMatchObject([{ port: 0 }, { port: -37 }]);
});

it.each([65_535 - 9191, 1 - 8243])('offset %i keeps every port from 1 to 65535', (offset) => {
  const outside = findings(topology({ mi: mi({ offset }) }), RULE).filter(({ message }) => message === 'outside');
  expect(outside).toEqual([]);
});

it('a negative offset that keeps every port in range is a warning', () => {
  const { severity, message, data, at, fixes } = finding(topology({ mi: mi({ offset: -1 }) }), RULE);
  expect([severity, message, data]).toEqual(['warning', 'negative', { node: 'mi', offset: -1 }]);
  expect(at.path).toEqual(['nodes', 'mi', 'offset']);
  expect(fixes[0]?.edits).toMatchObject([{ from: -1 }]);
});

it('a port that the offset does not move stays in range', () => {
  const gateway = node('wso2am', '2.6.0', { profile: 'gateway-worker', offset: 57_000, enable: ['cluster-member'] });
  const { data } = finding(topology({ gateway }), RULE);
  expect(data.ports.map(({ listener }: { listener: string }) => listener)).not.toContain('cluster-member');
});
