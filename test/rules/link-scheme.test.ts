import { describe, expect, it } from 'vitest';
import { finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'link-scheme';

function dialling(link: string, url: string) {
  return topology({
    tm: node('wso2am', '4.2.0', { host: 'tm.internal', profile: 'traffic-manager' }),
    gateway: node('wso2am', '4.2.0', {
      host: 'gw.internal',
      profile: 'gateway-worker',
      links: { [link]: { to: 'tm', url } },
    }),
  });
}

describe('tcp on 9711', () => {
  const found = () => finding(dialling('throttle-publish-auth', 'tcp://tm.internal:9711'), RULE);

  it('is an error that names scheme, port and listener', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('scheme');
    expect(found().data).toMatchObject({
      node: 'gateway',
      link: 'throttle-publish-auth',
      target: 'tm',
      dialled: 9711,
      scheme: 'tcp',
      listener: 'databridge-binary-ssl',
    });
  });

  it('points at the literal, and at the listener', () => {
    expect(found().at.path).toEqual(['nodes', 'gateway', 'links', 'throttle-publish-auth', 'url']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'tm', 'offset']]);
  });
});

it.each([
  ['throttle-publish', 'ssl://tm.internal:9611'],
  ['gateway-to-traffic-manager-admin', 'http://tm.internal:9443/services/'],
])('%s by %s is found', (link, url) => expect(findings(dialling(link, url), RULE)).toHaveLength(1));

it('each endpoint of a list is a finding of its own', () => {
  const found = findings(dialling('throttle-publish-auth', 'tcp://tm.internal:9711,http://tm.internal:9711'), RULE);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

it.each([
  ['throttle-publish', 'tcp://tm.internal:9611'],
  ['throttle-publish-auth', 'ssl://tm.internal:9711'],
  ['throttle-publish', 'tm.internal:9611'],
  ['gateway-to-traffic-manager-admin', 'https://tm.internal:9443/services/'],
  ['throttle-decisions-jms', 'amqp://admin:admin@clientid/carbon?brokerlist=tcp://tm.internal:5672'],
])('%s by %s is silent', (link, url) => expect(findings(dialling(link, url), RULE)).toEqual([]));

it('a wrong port is another matter, whatever the scheme', () => {
  expect(findings(dialling('throttle-publish-auth', 'tcp://tm.internal:9712'), RULE)).toEqual([]);
});
