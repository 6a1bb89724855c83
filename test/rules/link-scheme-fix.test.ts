import { expect, it } from 'vitest';
import { check } from '../../src/index.js';

const plan = (link: string, url: string, tm = '') => `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw: {}, tm: {} }
nodes:
  tm: { host: tm, profile: traffic-manager${tm} }
  gateway: { host: gw, profile: gateway-worker, links: { ${link}: { to: tm, url: "${url}" } } }
`;
const findings = (text: string) => check({ file: 'plan.yaml', text }).findings;

it('offers the scheme that the listener speaks, and leaves the rest of the text alone, of which no value of the query is shown', () => {
  const [finding] = findings(plan('throttle-publish-auth', 'tcp://tm:9711/x?y=1'));
  expect(finding?.rule).toBe('link-scheme');
  expect(finding?.fixes.flatMap(({ edits }) => edits.map(({ path, to }) => [path, to]))).toEqual([
    ['/nodes/gateway/links/throttle-publish-auth/url', 'ssl://tm:9711/x?y=***'],
  ]);
});

it.each([
  ["amqp://admin@clientid/carbon?brokerlist='tcp://tm:5672'"],
  ["amqp://admin@clientid/carbon?brokerlist='tcp://tm:8672?ssl=true'"],
])('takes %s: a broker list names the plain or the encrypted port with the same scheme', (url) => {
  expect(findings(plan('throttle-decisions-jms', url))).toEqual([]);
});

it('still finds a broker port that nothing listens on', () => {
  const [finding] = findings(plan('throttle-decisions-jms', "amqp://x?brokerlist='tcp://tm:8672'", ', offset: 1'));
  expect(finding?.rule).toBe('link-mismatch');
});
