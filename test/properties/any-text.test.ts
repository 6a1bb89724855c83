import fc from 'fast-check';
import { expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';
import { anyTopology } from './arbitrary-topology.js';

/** Pieces that mean something to a reader of YAML, or to a reader of topologies. */
const PIECES = [
  'version: 1\n',
  'hosts:\n',
  'nodes:\n',
  'hosts: { app1: {} }\n',
  'defaults:\n',
  'products:\n',
  'ignore:\n',
  'rules:\n',
  '  mi: { host: app1, product: wso2mi, version: 4.2.0 }\n',
  '  app1: {}\n',
  '  app1:\n',
  '    offset: 3\n',
  '    offset: auto\n',
  '    ports: { passthrough-http: 8290 }\n',
  '    links: { broker-jms: x }\n',
  '- ',
  '  - ',
  '? ',
  ': ',
  '&a ',
  '*a',
  '<<: *a\n',
  '<<: ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '|\n',
  '>\n',
  '#',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '%TAG ! x:\n',
  '!!binary ',
  '!!set ',
  '!!timestamp ',
  '!!merge ',
  '! ',
  '~',
  'null',
  '.inf',
  '0x',
  '1e999',
  '__proto__',
  'constructor',
  '\ufeff',
  '\u0000',
  '\u001b[31m',
  '\ud800',
  '😀',
  'é',
  '::',
  '`',
  '@',
  '$',
  '${x}',
];

const yamlish = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));

/** A topology as text with one stretch of it replaced. */
const damaged = fc
  .tuple(
    anyTopology,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(6),
    fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })),
  )
  .map(([document, at, length, piece]) => {
    const text = JSON.stringify(document, undefined, 1);
    const start = Math.floor(at * text.length);
    return text.slice(0, start) + piece + text.slice(start + length);
  });

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  yamlish,
  damaged,
);

it('any text has findings or a deployment, and never throws', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const report = check([{ file: 'a.yaml', text }], { catalogue });
      expect(report.findings.length + report.deployments.length).toBeGreaterThan(0);
    }),
    { numRuns: 1500 },
  );
});

it('every finding of any text points into it, in words', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const lines = text.split(/\r\n|\n|\r/).length;
      for (const { file, range, message, severity, rule, fingerprint } of check([{ file: 'a.yaml', text }], {
        catalogue,
        suggestions: false,
      }).findings) {
        expect(file).toBe('a.yaml');
        expect(
          [range.start.line, range.start.column, lines - range.start.line].every(
            (number) => number >= 0 && Number.isInteger(number),
          ),
        ).toBe(true);
        expect(range.start.column).toBeGreaterThan(0);
        expect(range.end.line * 1e6 + range.end.column).toBeGreaterThan(range.start.line * 1e6 + range.start.column);
        expect(['error', 'warning', 'info']).toContain(severity);
        expect(message).not.toBe('');
        expect(message).not.toMatch(/\bundefined\b|\[object|NaN|function/);
        expect(rule).toMatch(/^[a-z-]+$/);
        expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
      }
    }),
    { numRuns: 1000 },
  );
});

it('two equal texts have equal reports', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const report = () => JSON.stringify(check([{ file: 'a.yaml', text }], { catalogue }));
      expect(report()).toBe(report());
    }),
    { numRuns: 300 },
  );
});
