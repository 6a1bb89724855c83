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

  it('are not made by the shipped address of a service of the own node that is off', () => {
    const bps = (url: string) =>
      `<WSO2BPS><DataBaseConfig><DataSource><JNDI providerURL="${url}"/></DataSource></DataBaseConfig></WSO2BPS>`;
    expect(links({ 'repository/conf/bps.xml': bps('rmi://localhost:2199') }, 'wso2bps', '3.6.0')).toEqual([]);
    expect(links({ 'repository/conf/bps.xml': bps('rmi://bps2:2199') }, 'wso2bps', '3.6.0')).toEqual([
      'bps-jndi-datasource: rmi://bps2:2199',
    ]);
  });
});
