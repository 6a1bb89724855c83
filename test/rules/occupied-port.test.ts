import { describe, expect, it } from 'vitest';
import { editsOf, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'occupied-port';
const identity = (fields = {}) => node('wso2is', '7.0.0', fields);
const on = (...occupied: readonly object[]) => ({ hosts: { app1: { occupied } } });

describe('a port that other software holds', () => {
  const found = () =>
    finding(topology({ identity: identity() }, on({ port: 22, by: 'sshd' }, { port: 9443, by: 'rancher' })), RULE);

  it('is an error that names both owners', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('taken');
    expect(found().data).toEqual({
      host: 'app1',
      port: 9443,
      protocol: 'tcp',
      node: 'identity',
      listener: 'servlet-https',
      by: 'rancher',
    });
  });

  it('points at the node and at the entry of the host', () => {
    expect(found().at.path).toEqual(['nodes', 'identity', 'offset']);
    expect(found().related.map(({ path }) => path)).toEqual([['hosts', 'app1', 'occupied', 1, 'port']]);
  });

  it('is fixed by the nearest offset', () => {
    expect(editsOf(found())).toEqual([[{ path: 'nodes.identity.offset', from: undefined, to: 1 }]]);
  });
});

it('a range holds every port of it', () => {
  const found = finding(topology({ identity: identity() }, on({ ports: '9440-9450', by: 'other servers' })), RULE);
  expect(found.data).toMatchObject({ port: 9443, by: 'other servers' });
  expect(found.related.map(({ path }) => path)).toEqual([['hosts', 'app1', 'occupied', 0, 'ports']]);
});

it('a port published on the machine is wanted too', () => {
  const hosts = { app1: { occupied: [{ port: 9443, by: 'rancher' }] }, box: { on: 'app1', publish: ['9443:9443'] } };
  const found = finding(topology({ identity: identity({ host: 'box' }) }, { hosts }), RULE);
  expect(found.data).toMatchObject({ host: 'app1', port: 9443, by: 'rancher', node: 'box' });
  expect(found.at.path).toEqual(['hosts', 'box', 'publish', 0]);
});

it('an unnamed holder is other software', () => {
  expect(finding(topology({ identity: identity() }, on({ port: 9443 })), RULE).data.by).toBe('other software');
});

describe('is silent', () => {
  it.each([
    ['another number is held', { port: 9444 }, {}],
    ['it is held over udp', { port: 9443, protocol: 'udp' }, {}],
    ['it is held on loopback, and the node binds an address', { port: 9443, bind: '127.0.0.1' }, { bind: '10.0.0.1' }],
    ['the node has moved away', { port: 9443 }, { offset: 1 }],
    ['the listener is off', { port: 9443 }, { disable: ['servlet-https'] }],
  ])('when %s', (_, occupied, fields) => {
    expect(findings(topology({ identity: identity(fields) }, on(occupied)), RULE)).toEqual([]);
  });

  it('when another host holds it', () => {
    const hosts = { app2: { occupied: [{ port: 9443 }] } };
    expect(findings(topology({ identity: identity() }, { hosts }), RULE)).toEqual([]);
  });
});

it('a range that a container publishes is found at each entry that holds a part of it', () => {
  const hosts = {
    app1: {
      occupied: [{ ports: '8005-8006', by: 'rancher' }, { port: 8009 }, { port: 8001, protocol: 'udp' as const }],
    },
    box: { on: 'app1', publish: ['8000-8010:8000-8010'] },
  };
  const found = findings(topology({}, { hosts }), RULE);
  expect(found.map(({ data }) => [data.port, data.by, data.listener])).toEqual([
    [8005, 'rancher', 'published 8000-8010:8000-8010'],
    [8009, 'other software', 'published 8000-8010:8000-8010'],
  ]);
});
