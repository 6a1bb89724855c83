import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedEndpoints } from '../../src/values/endpoint-lists.js';
import {
  blankedUrlSecrets,
  dataWithoutUrlSecrets,
  withoutUrlSecrets,
  withSecretsOf,
} from '../../src/values/url-secrets.js';

describe('a URL loses its user, its password and the values of its query', () => {
  it.each([
    ['https://u:p@h:9443/services/?token=x&on=true#frag', 'https://***@h:9443/services/?token=***&on=true#frag'],
    ['https://u:p@[::1]:9443/?x', 'https://***@[::1]:9443/?***'],
    [String.raw`https:\/\/u:p@h:1\/x?y=z`, String.raw`https:\/\/***@h:1\/x?y=***`],
    [`https://\${USER}:\${PW}@h:\${PORT}`, `https://***@h:\${PORT}`],
    ['https://{{ host }}:9443/?x={{ token }}', 'https://{{ host }}:9443/?x=***'],
    ['https://u:p/w?o#r@d@h:9443/?x=y', 'https://***@h:9443/?x=***'],
    ['https://u:p,w@h:1', 'https://***@h:1'],
    ['https://h:9443/t/bob@corp/x', 'https://h:9443/***@corp/x'],
    ['tcp://u:p@a:9611,tcp://u2:p2@b:9611', 'tcp://***@a:9611,tcp://***@b:9611'],
    ['{tcp://a:1|tcp://u:p@b:2},{tcp://c:3?x=y}', '{tcp://a:1|tcp://***@b:2},{tcp://c:3?x=***}'],
    ['tcp://a:1,b:2?x=1,c:3', 'tcp://a:1,b:2?x=***,c:3'],
    [
      "amqp://a:pw@id/carbon?brokerlist='tcp://a:5672?retries='5';tcp://b:5672'",
      "amqp://***@id/carbon?brokerlist='tcp://a:5672?retries='***';tcp://b:5672'",
    ],
    [
      "amqp://a:pw@id/carbon?failover='roundrobin'%26brokerlist='tcp://a:5672?retries='5'%26delay='50';tcp://b:5672'",
      "amqp://***@id/carbon?failover='***'%26brokerlist='tcp://a:5672?retries='***'%26delay='***';tcp://b:5672'",
    ],
    ["amqp://a:pw@id/carbon?brokerlist='a:5672'", "amqp://***@id/carbon?brokerlist='a:5672'"],
    ['jdbc:mysql://root:pw@db:3306/apim?user=r', 'jdbc:mysql://***@db:3306/apim?user=***'],
    [
      'jdbc:mysql://address=(host=db1)(port=3306)(password=x)/db',
      'jdbc:mysql://address=(host=db1)(port=3306)(password=***)/db',
    ],
    ['jdbc:oracle:thin:scott/tiger@h:1521:xe', 'jdbc:oracle:thin:***@h:1521:xe'],
    ['jdbc:sqlserver://h:1433;user=sa;password=x@y', 'jdbc:sqlserver://h:1433;user=***;password=***'],
    ['boss:pw@km:9443', '***@km:9443'],
    ['/a/b?token=x&y=z', '/a/b?token=***&y=***'],
    ['a:9611,u:p@b:9611', 'a:9611,***@b:9611'],
    ["(dials 'https://h:1/x?t=abc', and)", "(dials 'https://h:1/x?t=***', and)"],
    ['https://u:a b@h:9443/x', 'https://***@h:9443/x'],
    ['https://u x:p/ w@h:9443/x?t=a b&on=true', 'https://***@h:9443/x?t=***&on=true'],
    ['https://u:a"b<c>d@h:9443/x', 'https://***@h:9443/x'],
    ['tcp://u:a b@h:1, tcp://u:p@i:2', 'tcp://***@h:1, tcp://***@i:2'],
    ['u:a b@h:9443', '***@h:9443'],
    ['***@h:9443', '***@h:9443'],
    ['h:9443/x?token=y', 'h:9443/x?token=***'],
    ['bob@h:9443/x?token=y', 'bob@h:9443/x?token=***'],
    ['jdbc:oracle:thin:scott/a b@h:1521:xe', 'jdbc:oracle:thin:***@h:1521:xe'],
    ['jdbc:sqlserver://h:1433;user=sa;password=a b', 'jdbc:sqlserver://h:1433;user=***;password=***'],
    ['see https://u:a b@h:9443/x and others', 'see https://***@h:9443/x and others'],
    ['see https://u b:a c@h:9443/x and https://i:1/x', 'see https://***@h:9443/x and https://i:1/x'],
    ['see https://h:9443/x, ask bob@corp.com', 'see https://h:9443/x, ask bob@corp.com'],
  ])('%s', (text, plain) => {
    expect(withoutUrlSecrets(text)).toBe(plain);
    expect(withoutUrlSecrets(plain)).toBe(plain);
    expect(withSecretsOf(text, plain)).toBe(text);
    expect(blankedUrlSecrets(text)).toHaveLength(text.length);
  });
});

it.each([
  ['https://u:p%40h:9443/x', 'https://***/x'],
  ['u:p%40h:9443', '***'],
  ['to=https%3A%2F%2Fu%3Ap%40h%3A9443', 'to=https%3A%2F%2F***'],
  ['https%3A//h:9443/x', 'https%3A//h:9443/x'],
])('of an address with encoded separators nothing is shown that may be a secret: %s', (text, plain) => {
  expect(withoutUrlSecrets(text)).toBe(plain);
  expect(withSecretsOf(text, plain)).toBe(text);
});

describe('what is left of a list of URLs', () => {
  const word = fc.stringMatching(/^[\w.!$~*%:=+-]{1,12}$/);
  const secret = word.map((text) => `S3cret${text}`);
  const host = fc.constantFrom('cp.internal', '10.0.0.1', '[2001:db8::1]', `\${HOST}`, 'localhost');
  const user = fc.oneof(
    fc.constant(''),
    secret.map((text) => `${text}@`),
  );
  const query = fc.oneof(
    fc.constant(''),
    secret.map((text) => `?${text.replaceAll('=', '')}==`),
    fc.tuple(fc.constantFrom('token', 'user', 'retries'), secret).map(([key, text]) => `/services/?a=1&${key}=${text}`),
  );
  const url = fc
    .tuple(fc.constantFrom('https', 'tcp', 'ssl'), user, host, fc.integer({ min: 1, max: 65535 }), query)
    .map(([scheme, own, at, port, rest]) => `${scheme}://${own}${at}:${port}${rest}`);
  const list = fc.oneof(
    fc.array(url, { minLength: 1, maxLength: 4 }).map((urls) => urls.join(',')),
    fc.array(url, { minLength: 1, maxLength: 4 }).map((urls) => urls.map((each) => `{${each}}`).join(',')),
    fc.array(url, { minLength: 2, maxLength: 4 }).map((urls) => `{${urls.join('|')}}`),
  );

  it('has no secret, names the same hosts and ports in the same groups, and gets its secrets back', () => {
    const meant = (text: string) =>
      listedEndpoints(text).map(({ endpoint: { scheme, host: at, port }, group, fault }) => [
        scheme,
        at,
        port,
        group,
        fault,
      ]);
    fc.assert(
      fc.property(list, (text) => {
        const plain = withoutUrlSecrets(text);
        expect(plain).not.toContain('S3cret');
        expect(meant(plain)).toEqual(meant(text));
        expect(withoutUrlSecrets(plain)).toBe(plain);
        expect(withSecretsOf(text, plain)).toBe(text);
        expect(blankedUrlSecrets(text)).not.toContain('S3cret');
      }),
      { numRuns: 500 },
    );
  });
});

it('other texts stay as they are', () => {
  for (const text of ['https://cp.internal:9443/services/', 'bob@corp.com', 'wso2am:4.2.0@sha256:ab', 'a/b', '9443'])
    expect(withoutUrlSecrets(text)).toBe(text);
});

it('a changed text gets back the secrets of the one that it was made of', () => {
  const written = 'tcp://u:p@a:9611,tcp://v:q@b:9611?x=y';
  expect(withSecretsOf(written, 'tcp://***@a:9612,ssl://***@c:9711?x=***')).toBe(
    'tcp://u:p@a:9612,ssl://v:q@c:9711?x=y',
  );
});

it('a text without marks is another one, and marks that do not match change nothing', () => {
  expect(withSecretsOf('https://u:p@a:1', 'https://b:2')).toBe('https://b:2');
  expect(withSecretsOf('https://u:p@a:1', 'https://***@b:2/?x=***')).toBe('https://u:p@a:1');
});

describe('plain data', () => {
  it('loses the secrets of all texts, and keeps its other values', () => {
    const data = { url: 'https://u:p@h', list: [1, null, 'https://h?x=y'], map: { on: true } };
    expect(dataWithoutUrlSecrets(data)).toEqual({
      url: 'https://***@h',
      list: [1, null, 'https://h?x=***'],
      map: { on: true },
    });
  });

  it('is the same where it has none, and where it is used twice', () => {
    const shared = ['https://u:p@h'];
    const plain = dataWithoutUrlSecrets({ a: shared, b: shared, c: { d: ['x'] } });
    expect(plain.a).toBe(plain.b);
    const clean = { c: { d: ['x'] } };
    expect(dataWithoutUrlSecrets(clean)).toBe(clean);
  });

  it('may have any key', () => {
    const data = JSON.parse('{ "__proto__": "https://u:p@h" }');
    expect(JSON.stringify(dataWithoutUrlSecrets(data))).toBe('{"__proto__":"https://***@h"}');
  });
});
