import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingOfFile } from '../../src/configuration/file-reading.js';
import { growth } from '../cpu-time.js';
import { discovered } from './reading.js';

const NAMES = [
  'am/repository/conf/carbon.xml',
  'am/repository/conf/deployment.toml',
  'am/repository/conf/jndi.properties',
  'conf/worker/deployment.yaml',
  'docker-compose.yml',
  'host_vars/a.yml',
  'inventory',
  'Dockerfile',
];

/** Pieces that make a random text look like one of the formats. */
const PIECE = fc.constantFrom(
  '<Server>',
  '</Server>',
  '<Ports><Offset>',
  '1',
  '</Offset></Ports>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&amp;',
  '&x;',
  '<a b="',
  '"/>',
  '[server]\n',
  '[[a.b]]\n',
  'offset = ',
  '"""',
  "'",
  '{',
  '}',
  '[',
  ']',
  'hostname = "x"\n',
  '$ref{server.offset}',
  '$env{X}',
  'services:\n',
  '  am:\n',
  '    image: wso2/wso2am:4.2.0\n',
  '    ports: ["1:2"]\n',
  '&a ',
  '*a',
  '<<: *a\n',
  '- ',
  'wso2.carbon:\n',
  'ports_offset: ',
  '\n',
  '\t',
  '\r\n',
  '\u0000',
  '\ufeff',
  '-DportOffset=',
  'ansible_host=',
  ' ',
  ':',
  '#',
);

describe('any text', () => {
  it('gives a fragment or nothing, and never an exception', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.array(fc.oneof(PIECE, fc.string()), { maxLength: 40 }),
        (name, parts) => {
          expect(() => discovered({ [name]: parts.join('') })).not.toThrow();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of any bytes does so too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.uint8Array({ maxLength: 200 }), (name, bytes) => {
        expect(() => readingOfFile(name, bytes)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['deployment.toml', (n: number) => `a = ${'['.repeat(n)}`, 50_000],
    ['deployment.toml', (n: number) => `a = ${'['.repeat(n)}${']'.repeat(n)}`, 12_500],
    ['deployment.toml', (n: number) => `a = ${'{b='.repeat(n)}`, 5_000],
    ['carbon.xml', (n: number) => `<a${Array.from({ length: n }, (_, i) => ` b${i}="1"`).join('')}/>`, 5_000],
    ['conf/worker/deployment.yaml', (n: number) => `wso2.carbon: ${'['.repeat(n)}`, 12_500],
    ['jndi.properties', (n: number) => `a${' '.repeat(n)}b`, 250_000],
    ['deployment.toml', (n: number) => `[server]\nhostname = "${'$ref{server.hostname}'.repeat(n)}"`, 250],
  ])('of hostile shape in %s costs no more than its length', async (name, textOf, length) => {
    const read = (size: number) => readingOfFile(name, new TextEncoder().encode(textOf(size)));
    expect(await growth(read, length)).toBeLessThan(8);
  });
});
