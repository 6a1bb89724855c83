import { describe, expect, it } from 'vitest';
import { readingOf } from './reading.js';

/** Links of a node's files, as `id: value`. */
const links = (files: Readonly<Record<string, string>>, product: string, version: string, profile = 'default') =>
  [...readingOf(files, product, version, profile).links].flatMap(([id, ends]) =>
    ends.map(({ value }) => `${id}: ${value}`),
  );

describe('links of a node', () => {
  it('have every broker of a list', () => {
    const text =
      "connectionfactory.QueueConnectionFactory = amqp://a:b@c/d?brokerlist='tcp://b1:5675?retries='5'%26connectdelay='50';tcp://b2:5675'\n";
    expect(links({ 'conf/jndi.properties': text }, 'wso2ei-integrator', '6.6.0')).toEqual([
      'broker-jms: tcp://b1:5675',
      'broker-jms: tcp://b2:5675',
    ]);
  });

  it('have the host and port of system properties', () => {
    const script =
      'exec java -Diot.keymanager.host="km" -Diot.keymanager.https.port="9447" -Dmqtt.broker.port="1886"\n';
    expect(links({ 'bin/iot-server.sh': script }, 'wso2iot-core', '3.3.0')).toEqual([
      'iot-to-broker-mqtt: 1886',
      'iot-to-key-manager: km:9447',
    ]);
  });

  it('are not made by the shipped address of a service of the own node that is off', () => {
    const bps = (url: string) =>
      `<WSO2BPS><DataBaseConfig><DataSource><JNDI providerURL="${url}"/></DataSource></DataBaseConfig></WSO2BPS>`;
    expect(links({ 'repository/conf/bps.xml': bps('rmi://localhost:2199') }, 'wso2bps', '3.6.0')).toEqual([]);
    expect(links({ 'repository/conf/bps.xml': bps('rmi://bps2:2199') }, 'wso2bps', '3.6.0')).toEqual([
      'bps-jndi-datasource: rmi://bps2:2199',
    ]);
  });

  it('are each their own, also where the product takes one for another that is absent', () => {
    const main = '[apim.event_hub]\nservice_url = "https://cp:9443/services/"\n';
    const fallback = '[apim.throttling]\nservice_url = "https://tm:9443/services/"\n';
    const links = (text: string, id: string) =>
      readingOf({ 'deployment.toml': text }, 'wso2am', '4.2.0', 'gateway-worker')
        .links.get(id)
        ?.map(({ value }) => value);
    expect(links(fallback, 'event-hub-rest')).toBeUndefined();
    expect(links(fallback, 'gateway-to-traffic-manager-admin')).toEqual(['https://tm:9443/services/']);
    expect(links(fallback + main, 'event-hub-rest')).toEqual(['https://cp:9443/services/']);
  });
});

describe('ports of a node', () => {
  it('are read from micro-gw.conf', () => {
    const text = '[listenerConfig]\nhttpPort = 9190\nhttpsPort = 9195\n';
    const { ports } = readingOf({ 'conf/micro-gw.conf': text }, 'wso2am-micro-gw', '3.2.0');
    expect([...ports].map(([id, { value }]) => `${id} ${value}`)).toEqual(['gateway-http 9190', 'gateway-https 9195']);
  });
});
