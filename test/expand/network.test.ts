import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/desired/desired.js';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { catalogue, deploymentOf, editsOf, finding, linkOf, node, topology } from '../topology-builder.js';

/** A traffic manager at offset 1 in a container on `machine`, and a gateway that dials it. */
function containers(
  url: string | undefined,
  gatewayHost: string,
  box: HostFields,
  more: Readonly<Record<string, HostFields>> = {},
) {
  const end: NodeFields['links'] = { 'throttle-publish': url === undefined ? 'tm' : { to: 'tm', url } };
  return topology(
    {
      tm: node('wso2am', '4.2.0', { host: 'box', profile: 'traffic-manager', offset: 1 }),
      gateway: node('wso2am', '4.2.0', { host: gatewayHost, profile: 'gateway-worker', links: end }),
    },
    { hosts: { machine: {}, other: {}, box: { on: 'machine', ...box }, ...more } },
  );
}

const published: HostFields = { publish: ['19611:9612'] };

describe('a listener in a container is dialled', () => {
  it.each([
    ['from another machine: at the machine, on the published port', 'other', 'machine', 19_611],
    ['from the machine itself: likewise', 'machine', 'machine', 19_611],
    ['from the container itself: directly', 'box', 'box', 9612],
    ['from a container beside it: directly', 'side', 'box', 9612],
  ])('%s', (_, from, host, port) => {
    const link = linkOf(
      containers(undefined, from, published, { side: { on: 'machine' } }),
      'gateway',
      'throttle-publish',
    );
    expect(link).toMatchObject({ outcome: 'derived', expectedHost: host, expectedPort: port });
  });

  it('through the machine from a container beside it, where the machine is named', () => {
    const link = linkOf(
      containers('tcp://machine:9612', 'side', published, { side: { on: 'machine' } }),
      'gateway',
      'throttle-publish',
    );
    expect(link).toMatchObject({ outcome: 'port-mismatch', expectedHost: 'machine', expectedPort: 19_611 });
  });

  it('directly where nothing is published, which no other machine can', () => {
    const link = linkOf(containers('tcp://machine:9612', 'other', {}), 'gateway', 'throttle-publish');
    expect(link).toMatchObject({
      outcome: 'port-mismatch',
      dialledHost: 'machine',
      expectedHost: 'box',
      expectedPort: 9612,
    });
  });
});

describe('a front end in a container', () => {
  const behind = (url: string) =>
    containers(
      url,
      'other',
      {},
      { lb: { on: 'machine', publish: ['9711:9611'], forwards: [{ port: 9611, to: ['tm:databridge-binary'] }] } },
    );

  it('is reached at the port that the machine publishes', () => {
    expect(linkOf(behind('tcp://machine:9711'), 'gateway', 'throttle-publish')).toMatchObject({ outcome: 'match' });
  });

  it('is not reached at another one', () => {
    expect(linkOf(behind('tcp://machine:9611'), 'gateway', 'throttle-publish')).toMatchObject({
      outcome: 'port-mismatch',
    });
  });
});

describe('a front end', () => {
  const front = (url: string) =>
    linkOf(
      topology(
        {
          cp: node('wso2am', '4.2.0', {
            host: 'cp',
            profile: 'control-plane',
            links: { 'portal-to-gateway-https-endpoint': { to: 'gw', url } },
          }),
          gw: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', offset: 1 }),
        },
        { hosts: { lb: { addresses: ['api.example.com'], forwards: [{ port: 9000, to: ['gw:passthrough-https'] }] } } },
      ),
      'cp',
      'portal-to-gateway-https-endpoint',
    );

  it('leads to the listener behind it, under each of its names', () => {
    expect(front('https://api.example.com:9000')).toMatchObject({
      outcome: 'match',
      target: 'gw',
      expectedHost: 'lb',
      expectedPort: 9000,
    });
  });

  it('is dialled on the port that forwards, not on that of the listener', () => {
    expect(front('https://lb:8244')).toMatchObject({
      outcome: 'port-mismatch',
      dialledHost: 'lb',
      expectedHost: 'lb',
      expectedPort: 9000,
    });
  });

  it('may be passed by', () => {
    expect(front('https://gw:8244')).toMatchObject({ outcome: 'match', expectedHost: 'gw', expectedPort: 8244 });
  });
});

describe('addresses', () => {
  const dial = (url: string) =>
    linkOf(
      topology(
        {
          tm: node('wso2am', '4.2.0', { host: 'tm.internal', profile: 'traffic-manager' }),
          gateway: node('wso2am', '4.2.0', {
            host: 'gw',
            profile: 'gateway-worker',
            links: { 'throttle-publish': { url } },
          }),
        },
        { hosts: { 'tm.internal': { addresses: ['10.0.0.12', 'FE80::12'] } } },
      ),
      'gateway',
      'throttle-publish',
    );

  it.each(['tcp://TM.internal:9611', 'tcp://10.0.0.12:9611', 'tcp://[fe80::12]:9611'])('%s is the host', (url) => {
    expect(dial(url)).toMatchObject({ outcome: 'match', target: 'tm', dialledHost: 'tm.internal' });
  });

  it.each(['tcp://localhost:9999', 'tcp://127.0.0.1:9999', 'tcp://[::1]:9999', 'tcp://${carbon.local.ip}:9999'])(
    '%s is the own host',
    (url) => {
      expect(dial(url).dialledHost).toBe('gw');
    },
  );

  it('of others are outside', () => {
    expect(dial('tcp://elsewhere:9611')).toMatchObject({ outcome: 'external' });
    expect(dial('tcp://elsewhere:9611').dialledHost).toBeUndefined();
  });
});

describe('a listener that is bound to one address of its host', () => {
  const dialled = (host: string, bind = '10.0.0.1') => {
    const document = topology(
      {
        cp: node('wso2am', '4.2.0', { host: 'h1', profile: 'control-plane', bind }),
        gateway: node('wso2am', '4.2.0', {
          host: 'gw',
          profile: 'gateway-worker',
          links: { 'event-hub-rest': { url: `https://${host}:9443/services/` } },
        }),
      },
      { hosts: { h1: { addresses: ['10.0.0.1', '192.168.5.1', 'cp.corp'] }, gw: {} } },
    );
    return { link: linkOf(document, 'gateway', 'event-hub-rest'), document };
  };

  it.each(['10.0.0.1', 'h1', 'cp.corp'])('answers on it, and on names that may mean it: %s', (host) => {
    expect(dialled(host).link).toMatchObject({ outcome: 'match', verdict: 'right', target: 'cp' });
  });

  it('does not answer on another one, and the fix names the address that it has', () => {
    const { link, document } = dialled('192.168.5.1');
    expect(link).toMatchObject({ outcome: 'port-mismatch', verdict: 'wrong', expectedAddress: '10.0.0.1' });
    const found = finding(document, 'link-mismatch');
    expect(found.text).toMatch(/where nothing listens; servlet-https of cp is reached at 10\.0\.0\.1:9443$/);
    expect(
      editsOf(found)
        .flat()
        .map(({ to }) => to),
    ).toEqual(['https://10.0.0.1:9443/services/']);
    const config = configOf(deploymentOf(document), catalogue).find((each) => each.node === 'gateway');
    expect(config?.settings.find(({ id }) => id === 'event-hub-rest')?.value).toBe('https://10.0.0.1:9443/services/');
  });

  it('answers nobody else where that is the loopback', () => {
    const { link, document } = dialled('h1', '127.0.0.1');
    expect(link).toMatchObject({ outcome: 'port-mismatch', verdict: 'wrong' });
    expect(link.expectedPort).toBeUndefined();
    expect(finding(document, 'link-mismatch').message).toBe('dead');
  });
});

describe('a port that a machine publishes on its loopback', () => {
  const dialled = (from: string, url: string) =>
    linkOf(containers(url, from, { publish: ['127.0.0.1:19611:9612'] }), 'gateway', 'throttle-publish');

  it('answers on the machine itself', () => {
    expect(dialled('machine', 'tcp://localhost:19611')).toMatchObject({ outcome: 'match' });
  });

  it('does not answer another one', () => {
    expect(dialled('other', 'tcp://machine:19611')).toMatchObject({ outcome: 'port-mismatch', expectedHost: 'box' });
  });
});

it('a forward that is bound to an address answers on that one alone', () => {
  const outcome = (host: string) =>
    linkOf(
      topology(
        {
          cp: node('wso2am', '4.2.0', { host: 'h1', profile: 'control-plane' }),
          gateway: node('wso2am', '4.2.0', {
            ...{ host: 'gw', profile: 'gateway-worker' },
            links: { 'event-hub-rest': { url: `https://${host}/services/` } },
          }),
        },
        {
          hosts: {
            ...{ h1: {}, gw: {} },
            lb: {
              addresses: ['10.0.0.1', '10.0.0.2'],
              forwards: [{ port: 443, bind: '10.0.0.1', to: ['cp:servlet-https'] }],
            },
          },
        },
      ),
      'gateway',
      'event-hub-rest',
    ).outcome;
  expect([outcome('10.0.0.1'), outcome('10.0.0.2')]).toEqual(['match', 'port-mismatch']);
});
