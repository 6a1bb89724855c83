import { describe, expect, it } from 'vitest';
import { readingOf, textOf } from './reading.js';

const CARBON = '<Server><ServerKey>MB</ServerKey><Version>3.2.0</Version></Server>';
const broker = (host: string, port = '') =>
  `<broker><coordination><thriftServerHost>${host}</thriftServerHost>${port}</coordination></broker>`;
const files = (text: string) => ({
  'mb/repository/conf/carbon.xml': CARBON,
  'mb/repository/conf/broker.xml': text,
});
const binds = (host: string) =>
  [...readingOf(files(broker(host)), 'wso2mb', '3.2.0').binds].map(([id, { value }]) => `${id} ${value}`);

describe('the address that a listener binds', () => {
  it('is read where the product ships another one', () => {
    expect(binds('localhost')).toEqual([]);
    expect(binds('10.0.0.5')).toEqual(['broker-coordination 10.0.0.5']);
    expect(binds('a b')).toEqual([]);
  });

  it('is written with the port, where the files have both', () => {
    expect(textOf(files(broker('10.0.0.5')))).toContain('broker-coordination: { bind: "10.0.0.5" }');
    const both = broker('10.0.0.5', '<thriftServerPort>7700</thriftServerPort>');
    expect(textOf(files(both))).toContain('broker-coordination: { port: 7700, bind: "10.0.0.5" }');
  });
});
