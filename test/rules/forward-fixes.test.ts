import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { HostFields, NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { fix } from '../../src/pipeline/fix.js';
import { catalogue, editsOf, findings, node, topology } from '../topology-builder.js';

/** A control plane whose clients dial two gateways by a load balancer. */
function plan(links: NonNullable<NodeFields['links']>, forwards: HostFields['forwards']) {
  const of = (profile: string, host: string, fields: Partial<NodeFields> = {}) =>
    node('wso2am', '4.2.0', { host, profile, ...fields });
  return topology(
    {
      cp: of('control-plane', 'c', { links }),
      gw1: of('gateway-worker', 'g1'),
      gw2: of('gateway-worker', 'g2', { offset: 1 }),
    },
    { hosts: { lb: { ...(forwards ? { forwards } : {}) } }, rules: { 'privileged-port': 'off', 'manual-edit': 'off' } },
  );
}

const SECURE = { port: 443, to: ['gw1:passthrough-https', 'gw2:passthrough-https'] };
const WS = { 'portal-to-gateway-ws-endpoint': { url: 'ws://lb:9099' } };
const WSS = { 'portal-to-gateway-wss-endpoint': { url: 'wss://lb:8099' } };
const MISSING = { port: 9099, to: ['gw1:websocket', 'gw2:websocket'] };

describe('a front end that does not forward a port which clients dial', () => {
  it('gets a forward to the nodes that it leads to already', () => {
    const [found, ...others] = findings(plan(WS, [SECURE]), 'advertised-endpoint');
    expect(others).toEqual([]);
    expect(found && editsOf(found)[0]).toEqual([{ path: 'hosts.lb.forwards.1', from: undefined, to: MISSING }]);
    expect(found?.fixes[0]?.title).toBe('add forward {port: 9099, to: [gw1:websocket, gw2:websocket]} to lb');
  });

  it('gets one for each port, all of which fix writes', () => {
    const text = stringify(plan({ ...WS, ...WSS }, [SECURE]));
    const corrected = fix([{ file: 'a.yaml', text }], { catalogue });
    expect(corrected.unresolved).toEqual([]);
    expect(corrected.edits.map(({ path, to }) => [path.join('.'), to]).sort()).toEqual([
      ['hosts.lb.forwards.1', { port: 8099, to: ['gw1:websocket-secure', 'gw2:websocket-secure'] }],
      ['hosts.lb.forwards.2', MISSING],
    ]);
  });

  it('gets none where it leads to other nodes, or to nothing', () => {
    const titles = (forwards: HostFields['forwards']) =>
      findings(plan(WS, forwards), 'advertised-endpoint').flatMap(({ fixes }) => fixes.map(({ title }) => title));
    expect(titles([{ port: 443, to: ['gw1:passthrough-https'] }]).join()).not.toContain('add forward');
    expect(titles([{ port: 9443, to: ['cp:servlet-https'] }]).join()).not.toContain('add forward');
  });

  it('gets none for a port on which something answers, and keeps the forwards that it has', () => {
    const document: TopologyDocument = {
      version: 1,
      hosts: {
        machine: {},
        box: {
          on: 'machine',
          publish: ['8243:9443'],
          forwards: [{ port: 443, to: ['cp:servlet-https', 'gw:servlet-https'] }],
        },
      },
      nodes: {
        gw: node('wso2am', '2.2.0', { host: 'machine' }),
        cp: node('wso2am', '4.2.0', {
          host: 'machine',
          profile: 'control-plane',
          links: { 'portal-to-gateway-ws-endpoint': { to: 'gw', url: 'https://box:9443/' } },
        }),
      },
    };
    const [found] = findings(document, 'advertised-endpoint');
    expect(found?.text).toContain('where servlet-https of cp answers');
    const { edits } = fix([{ file: 'a.yaml', text: stringify(document) }], { catalogue });
    expect(edits.map(({ path }) => path[0])).not.toContain('hosts');
  });

  it('gets none for a link that must name single instances', () => {
    const links = { 'event-hub-publish': { url: 'tcp://lb:9611' } };
    const found = findings(plan(links, [{ port: 9443, to: ['cp:servlet-https'] }]), 'link-mismatch');
    expect(found.flatMap(({ fixes }) => fixes.map(({ title }) => title)).join()).not.toContain('add forward');
  });
});
