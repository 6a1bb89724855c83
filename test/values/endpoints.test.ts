import { describe, expect, it } from 'vitest';
import { isTemplateHost, parseEndpoints, speaks } from '../../src/values/endpoints.js';

describe('an endpoint is read', () => {
  it.each([
    ['https://km.internal:9448/services/', { scheme: 'https', host: 'km.internal', port: 9448 }],
    ['HTTPS://KM.Internal:9448', { scheme: 'https', host: 'km.internal', port: 9448 }],
    ['tcp://10.0.0.12:9611', { scheme: 'tcp', host: '10.0.0.12', port: 9611 }],
    ['km.internal:10397', { host: 'km.internal', port: 10_397 }],
    ['km.internal', { host: 'km.internal' }],
    ['https://[fe80::1]:9443/', { scheme: 'https', host: 'fe80::1', port: 9443 }],
    ['ldap://admin:secret@ldap1:10389', { scheme: 'ldap', host: 'ldap1', port: 10_389 }],
    ['https://gw?x=1', { scheme: 'https', host: 'gw', port: 443 }],
    ['ws://gw#a', { scheme: 'ws', host: 'gw', port: 80 }],
    [
      'https://localhost:${mgt.transport.https.port}/x',
      { scheme: 'https', host: 'localhost', placeholder: 'mgt.transport.https.port' },
    ],
    ['https://${carbon.local.ip}:9443', { scheme: 'https', host: '${carbon.local.ip}', port: 9443 }],
    ['https://$ref{server.hostname}:9443', { scheme: 'https', host: '$ref{server.hostname}', port: 9443 }],
  ])('%s', (text, expected) => {
    const [endpoint, ...others] = parseEndpoints(text);
    expect(others).toEqual([]);
    expect(endpoint).toEqual({ text, ...expected });
  });

  it.each([
    ['https', 443],
    ['wss', 443],
    ['http', 80],
    ['ws', 80],
    ['ldap', 389],
    ['ldaps', 636],
    ['tcp', undefined],
    ['ssl', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('%s without a port means %s', (scheme, port) => {
    expect(parseEndpoints(`${scheme}://host.example.com/`)[0]?.port).toBe(port);
  });
});

describe('several endpoints are read', () => {
  it.each([
    ['a list', 'tcp://a:9611,tcp://b:9612', [9611, 9612]],
    ['a list with blanks', 'tcp://a:9611, tcp://b:9612', [9611, 9612]],
    ['a failover group', '{tcp://a:7611|tcp://b:7612}', [7611, 7612]],
    ['groups', '{tcp://a:7611},{tcp://b:7612,tcp://c:7613}', [7611, 7612, 7613]],
    [
      'an AMQP URL with options of each broker',
      "amqp://admin:admin@clientid/carbon?brokerlist='tcp://a:5672?retries='5'&connectdelay='50';tcp://b:5673'",
      [5672, 5673],
    ],
    ['an AMQP URL without quotes', 'amqp://admin:admin@clientid/carbon?failover=x&brokerlist=tcp://a:5675', [5675]],
    ['an AMQP URL with two brokers', "amqp://x@y/carbon?brokerlist='tcp://a:5672;tcp://b:5673'", [5672, 5673]],
  ])('%s', (_, text, ports) => expect(parseEndpoints(text).map(({ port }) => port)).toEqual(ports));
});

it.each(['', ' ', ',', '://', '{}', '???'])('a text without an endpoint, %j, is kept as it is', (text) => {
  expect(parseEndpoints(text)).toEqual([{ text }]);
});

describe('a listener speaks a scheme', () => {
  const binary = { transport: 'binary', scheme: 'tcp' };
  const secure = { transport: 'binary', scheme: 'ssl' };
  const https = { transport: 'https' };

  it('when both are plain, or both are encrypted', () => {
    expect([speaks(binary, 'tcp'), speaks(secure, 'ssl'), speaks(https, 'https'), speaks(https, 'wss')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('not when one of them is', () => {
    expect([speaks(binary, 'ssl'), speaks(secure, 'tcp'), speaks(https, 'http')]).toEqual([false, false, false]);
  });

  it.each([undefined, 'amqp', 'jdbc', 'constructor'])('when the scheme, %s, says nothing about it', (scheme) => {
    expect(speaks(https, scheme)).toBe(true);
    expect(speaks(binary, scheme)).toBe(true);
  });
});

describe('a template in an endpoint', () => {
  it.each([
    ['https://{{ cp }}:9443/services/', '{{cp}}', 9443],
    ['tcp://{{ cp }}.internal:5672', '{{cp}}.internal', 5672],
    ['tcp://cp:{{ port }}', 'cp', undefined],
  ])('%s keeps its braces', (text, host, port) => {
    const [endpoint, ...others] = parseEndpoints(text);
    expect([endpoint?.host, endpoint?.port, others]).toEqual([host, port, []]);
  });

  it.each(['gw.am.wso2.com', 'wso2.com', 'tm1.local', 'TM-1.local'])(
    '%s is a host of the templates of the vendor',
    (host) => expect(isTemplateHost(host)).toBe(true),
  );

  it.each(['wso2.local', 'mywso2.com', 'tm1.localdomain', 'gateway.internal'])('%s is none', (host) =>
    expect(isTemplateHost(host)).toBe(false),
  );
});
