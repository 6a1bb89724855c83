import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../src/pipeline/check.js';
import { catalogue } from './topology-builder.js';

/** Topologies that were written down from configuration which others published. */
function findings(name: string) {
  const file = `topologies/${name}.yaml`;
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  return check([{ file, text }], { catalogue }).findings;
}

function errors(name: string) {
  return findings(name).filter(({ severity }) => severity !== 'info');
}

describe('control plane, traffic manager and gateway on one host', () => {
  const found = () => errors('apim-cp-tm-gw-one-host');

  it('has two errors: ws 9100 and wss 8100 of a gateway at offset 3', () => {
    expect(found().map(({ rule, data }) => [rule, data.link, data.dialled, data.expectedPort])).toEqual([
      ['advertised-endpoint', 'portal-to-gateway-ws-endpoint', 9100, 9102],
      ['advertised-endpoint', 'portal-to-gateway-wss-endpoint', 8100, 8102],
    ]);
  });

  it('is fixed by writing both, for the other links are right', () => {
    expect(found().map(({ fixes }) => fixes[0]?.edits.map(({ to }) => to))).toEqual([
      ['ws://localhost:9102'],
      ['wss://localhost:8102'],
    ]);
  });
});

describe('two all-in-one API Managers on one host', () => {
  const found = () => errors('apictl-two-apim-one-host');

  it('has four errors: the second one advertises the gateway of the first', () => {
    expect(found().map(({ rule, data }) => [rule, data.node, data.dialled, data.expectedPort])).toEqual([
      ['advertised-endpoint', 'production', 9099, 9100],
      ['advertised-endpoint', 'production', 8099, 8100],
      ['advertised-endpoint', 'production', 9021, 9022],
      ['advertised-endpoint', 'production', 8021, 8022],
    ]);
    expect(found()[0]?.data.reached).toEqual({ node: 'development', listener: 'websocket' });
  });

  it('is not told a second time to edit what the links already say', () => {
    const edits = findings('apictl-two-apim-one-host').flatMap(({ rule, data }) =>
      rule === 'manual-edit' ? data.edits : [],
    );
    expect(edits).toEqual([expect.objectContaining({ reference: 'portal-oauth-callback', from: 9443, to: 9444 })]);
  });

  it('is silent about what follows the offset by a placeholder', () => {
    expect(found().map(({ data }) => data.link)).not.toContain('portal-to-gateway-https-endpoint');
  });
});
