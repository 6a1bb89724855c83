import { describe, expect, it } from 'vitest';
import { readingOf } from './reading.js';

// Excerpts of configuration that is in public repositories, shortened.

const throttling = (body: string, on = true) =>
  `<APIManager><ThrottlingConfigurations><EnableAdvanceThrottling>${on}</EnableAdvanceThrottling>${body}</ThrottlingConfigurations></APIManager>`;

const DATA_PUBLISHER =
  '<DataPublisher><Enabled>true</Enabled><ReceiverUrlGroup>tcp://tm:9612</ReceiverUrlGroup><AuthUrlGroup>ssl://tm:9712</AuthUrlGroup></DataPublisher>';

function reading(text: string, version: string) {
  const { links, disable } = readingOf(
    { 'repository/conf/api-manager.xml': text },
    'wso2am',
    version,
    'gateway-worker',
  );
  const ends = [...links].flatMap(([id, own]) => own.map(({ value }) => `${id}: ${value}`));
  return [...ends, ...[...disable.keys()].map((id) => `${id}: off`)];
}

describe('throttling of api-manager.xml', () => {
  it('names the traffic manager in DataPublisher up to 2.1', () => {
    expect(reading(throttling(DATA_PUBLISHER), '2.1.0')).toEqual([
      'throttle-publish: tcp://tm:9612',
      'throttle-publish-auth: ssl://tm:9712',
    ]);
  });

  it('names it in TrafficManager from 2.2 on', () => {
    const text = throttling(
      '<TrafficManager><ReceiverUrlGroup>tcp://tm:9612</ReceiverUrlGroup></TrafficManager><DataPublisher><Enabled>true</Enabled></DataPublisher>',
    );
    expect(reading(text, '2.6.0')).toEqual(['throttle-publish: tcp://tm:9612']);
  });

  it.each([
    ['the publisher', throttling(DATA_PUBLISHER.replace('true', 'false')), '2.1.0'],
    ['advanced throttling', throttling(DATA_PUBLISHER, false), '2.1.0'],
    [
      'the publisher beside the traffic manager',
      throttling(
        '<TrafficManager><ReceiverUrlGroup>tcp://tm:9612</ReceiverUrlGroup></TrafficManager><DataPublisher><Enabled>false</Enabled></DataPublisher>',
      ),
      '2.6.0',
    ],
  ])('makes no link where %s is off', (_, text, version) => {
    expect(reading(text, version)).toContain('throttle-publish: off');
    expect(reading(text, version)).not.toContain('throttle-publish: tcp://tm:9612');
  });
});

describe('clustering of a broker', () => {
  const CLUSTER =
    '<axisconfig><clustering enable="true"><parameter name="membershipScheme">wka</parameter></clustering></axisconfig>';
  const BROKER =
    '<broker><coordination><thriftServerHost>b1</thriftServerHost><thriftServerPort>7614</thriftServerPort></coordination></broker>';

  it('opens its coordination port at the address of broker.xml', () => {
    const files = { 'broker/conf/axis2/axis2.xml': CLUSTER, 'broker/conf/broker.xml': BROKER };
    const { enable, binds, ports } = readingOf(files, 'wso2ei-broker', '6.6.0');
    expect([...enable.keys()]).toEqual(['cluster-member', 'broker-coordination', 'cluster-wka-members']);
    expect(binds.get('broker-coordination')).toMatchObject({
      value: 'b1',
      file: 'broker/conf/broker.xml',
      range: { start: { line: 1, column: 41 }, end: { line: 1, column: 43 } },
    });
    expect(ports.get('broker-coordination')?.value).toBe(7614);
  });

  it('opens nothing where it is off', () => {
    const files = { 'axis2.xml': CLUSTER.replace('true', 'false') };
    expect([...readingOf(files, 'wso2ei-broker', '6.6.0').enable.keys()]).toEqual([]);
  });

  it('is multicast alone where that is the scheme', () => {
    const files = { 'axis2.xml': CLUSTER.replace('wka', 'multicast') };
    expect([...readingOf(files, 'wso2ei-broker', '6.6.0').enable.keys()]).toEqual([
      'cluster-member',
      'cluster-multicast',
      'broker-coordination',
    ]);
  });
});

describe('event-processor.xml', () => {
  it('opens the ports of high availability where that mode is on', () => {
    const text = (on: boolean) =>
      `<eventProcessorConfiguration><mode name="SingleNode" enable="${!on}"/><mode name="HA" enable="${on}"><eventSync><port>11224</port></eventSync></mode></eventProcessorConfiguration>`;
    const enabled = (on: boolean, product: string, version: string) => [
      ...readingOf({ 'conf/event-processor.xml': text(on) }, product, version).enable.keys(),
    ];
    const opened = ['ha-event-sync', 'ha-management', 'ha-presenter'];
    expect([enabled(true, 'wso2das', '3.1.0'), enabled(true, 'wso2ei-analytics', '6.1.1')]).toEqual([opened, opened]);
    expect(enabled(false, 'wso2das', '3.1.0')).toEqual([]);
  });
});
