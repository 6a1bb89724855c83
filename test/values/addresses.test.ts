import { describe, expect, it } from 'vitest';
import {
  canonicalAddress,
  isLoopback,
  isNumeric,
  normalBind,
  overlaps,
  withAuthority,
  withReplacements,
} from '../../src/values/addresses.js';

describe('an address has one spelling', () => {
  it.each([
    ['2001:db8::1', '2001:db8::1'],
    ['2001:0db8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:DB8::0001]', '2001:db8::1'],
    ['::ffff:10.0.0.21', '10.0.0.21'],
    ['::FFFF:0a00:15', '10.0.0.21'],
    ['fe80::0001%eth0', 'fe80::1%eth0'],
    ['App1.Internal.', 'app1.internal'],
    ['10.0.0.21', '10.0.0.21'],
    ['not:an:address', 'not:an:address'],
  ])('%s is %s', (address, spelling) => expect(canonicalAddress(address)).toBe(spelling));

  it.each([
    ['0.0.0.0', '*'],
    ['::', '*'],
    ['[::]', '*'],
    ['0:0:0:0:0:0:0:0', '*'],
    ['localhost', '127.0.0.1'],
    ['127.0.0.2', '127.0.0.2'],
    ['0:0:0:0:0:0:0:1', '::1'],
  ])('bound, %s is %s', (address, spelling) => expect(normalBind(address)).toBe(spelling));
});

describe('an address of the own host', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '[::1]', '0::1', '::ffff:127.0.0.1'])(
    'is %s',
    (text) => expect(isLoopback(text)).toBe(true),
  );
  it.each(['app1', '10.0.0.1', '127.0.0.1.example', '::2'])('is not %s', (text) =>
    expect(isLoopback(text)).toBe(false),
  );
});

it('numbers are told from names', () => {
  expect(['10.0.0.1', '2001:db8::1', 'app1', '10.0.0', 'a.b.c.d'].map(isNumeric)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

it('sockets want the same address when one of them takes every address, or both take one', () => {
  expect([overlaps('*', '10.0.0.1'), overlaps('10.0.0.1', '*'), overlaps('10.0.0.1', '10.0.0.1')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([overlaps('127.0.0.1', '127.0.0.2'), overlaps('127.0.0.1', '::1')]).toEqual([false, false]);
});

describe('parts of a text are replaced', () => {
  it('in their order, each behind the one before it', () => {
    const replacements = [
      { text: 'a:1', replacement: 'b:2' },
      { text: 'a:1', replacement: 'c:3' },
    ];
    expect(withReplacements('{a:1,a:1,a:1}', replacements)).toBe('{b:2,c:3,a:1}');
  });

  it('and one that is not there is passed over', () => {
    const replacements = [
      { text: 'gone', replacement: 'x' },
      { text: 'a', replacement: 'b' },
    ];
    expect(withReplacements('a', replacements)).toBe('b');
  });
});

describe('the port of an endpoint', () => {
  it.each([
    ['https://am:9443/x', undefined, 'https://am:1/x'],
    ['am', undefined, 'am:1'],
    ['tcp://me:word@am:9611', 'tm', 'tcp://me:word@tm:1'],
    ['https://${HOST}:${PORT}/x', undefined, 'https://${HOST}:1/x'],
    ['', 'tm', ''],
  ])('of %j is written for host %s', (endpoint, host, text) => expect(withAuthority(endpoint, 1, host)).toBe(text));
});
