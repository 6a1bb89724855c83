import { describe, expect, it } from 'vitest';
import { readingOf, unreadTexts } from './reading.js';

const DASHBOARD = `wso2.carbon: { type: wso2-apim-analytics, ports: { offset: 6 } }
wso2.transport.http:
  listenerConfigurations:
    - id: default
      port: 9090
    - id: default-https
      port: 9650
wso2.business.rules.manager:
  deployment_configs:
    - worker:9444:
        - sweet-production
auth.configs:
  type: apim
  properties:
    adminUsername: boss
    adminServiceBaseUrl: https://api-manager:9444
    kmDcrUrl: https://api-manager:9444/client-registration
    kmTokenUrl: https://api-manager:9443/oauth2
    publisherUrl: https://publisher:9445
    devPortalUrl: https://devportal:9446
`;

describe('the deployment.yaml of an analytics dashboard', () => {
  const reading = () =>
    readingOf({ 'conf/dashboard/deployment.yaml': DASHBOARD }, 'wso2am-analytics-dashboard', '3.2.0', 'dashboard');

  it('names the worker, the key manager and the portals, each at its place', () => {
    const ends = [...reading().links].flatMap(([id, own]) =>
      own.map(({ value, range }) => `${id}: ${value} at line ${range.start.line}`),
    );
    expect(ends).toEqual([
      'dashboard-to-worker: worker:9444 at line 10',
      'dashboard-to-apim: https://api-manager:9444 at line 16',
      'dashboard-to-apim: https://api-manager:9444/client-registration at line 17',
      'dashboard-to-apim: https://api-manager:9443/oauth2 at line 18',
      'dashboard-to-publisher: https://publisher:9445 at line 19',
      'dashboard-to-devportal: https://devportal:9446 at line 20',
    ]);
  });

  it('has the port of every listener, and its offset', () => {
    expect([reading().offset?.value, ...[...reading().ports].map(([id, { value }]) => `${id} ${value}`)]).toEqual([
      6,
      'msf4j-https 9650',
      'msf4j-http 9090',
    ]);
  });

  it('leaves nothing of it unread', () => {
    const files = { 'conf/dashboard/deployment.yaml': DASHBOARD };
    expect(unreadTexts(files, 'wso2am-analytics-dashboard', '3.2.0', 'dashboard')).toEqual([]);
  });
});

describe('the deployment.yaml of a worker', () => {
  it('has the ports of its receivers and stores', () => {
    const text = `wso2.carbon: { type: wso2-apim-analytics }
databridge.config:
  dataReceivers:
    - dataReceiver:
        type: Thrift
        properties: { tcpPort: '7622', sslPort: '7722' }
siddhi.stores.query.api:
  listenerConfigurations:
    - { id: default, port: 7072 }
`;
    const { ports } = readingOf({ 'conf/worker/deployment.yaml': text }, 'wso2am-analytics-worker', '3.2.0', 'worker');
    expect([...ports].map(([id, { value }]) => `${id} ${value}`).sort()).toEqual([
      'databridge-thrift 7622',
      'databridge-thrift-ssl 7722',
      'siddhi-store-http 7072',
    ]);
  });
});
