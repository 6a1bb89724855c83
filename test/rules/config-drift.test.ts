import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.js';
import { check } from '../../src/pipeline/check.js';
import { withFiles } from '../configurations.js';
import { catalogue } from '../topology-builder.js';

const RULE = 'config-drift';

/** The drifts of a gateway whose topology says `fields` and whose files are `files`. */
function drifts(fields: string, toml: string, version = '4.2.0'): readonly Finding[] {
  const text = `version: 1
hosts: { gw: {}, cp: {} }
nodes:
  gw: { host: gw, product: wso2am, version: ${version}, profile: gateway-worker, config: conf, ${fields} }
  cp: { host: cp, product: wso2am, version: ${version}, profile: control-plane }
`;
  const name = toml.startsWith('<') ? 'conf/carbon.xml' : 'conf/deployment.toml';
  return check([withFiles(text, { [name]: toml })], { catalogue }).findings.filter(({ rule }) => rule === RULE);
}

const OFFSET = '[server]\noffset = 2\n';
const PORT = '[transport.passthru_https.listener.parameters]\nport = 8253\n';
const LINK = '[apim.key_manager]\nservice_url = "https://cp:9443/services/"\n';

describe('an offset that is not the one in the file', () => {
  const found = () => drifts('offset: 3', OFFSET)[0];

  it('is an error at the topology, beside the line of the file', () => {
    expect(found()).toMatchObject({
      severity: 'error',
      file: 'topology.yaml',
      data: { node: 'gw', what: 'offset', written: 3, found: 2, file: 'conf/deployment.toml', line: 2 },
      related: [{ file: 'conf/deployment.toml', range: { start: { line: 2, column: 10 } } }],
    });
  });

  it('is fixed by the value of the file', () => {
    expect(found()?.fixes.map(({ edits }) => edits)).toMatchObject([[{ path: '/nodes/gw/offset', from: 3, to: 2 }]]);
  });
});

describe('is found', () => {
  it.each([
    ['for a port', 'ports: { passthrough-https: 8263 }', PORT, 'ports.passthrough-https'],
    ['for a port in its long form', 'ports: { passthrough-https: { port: 8263 } }', PORT, 'ports.passthrough-https'],
    [
      'for a port where the file has the shipped one',
      'ports: { passthrough-https: 8263 }',
      PORT.replace('8253', '8243'),
      'ports.passthrough-https',
    ],
    [
      'for an endpoint',
      'links: { key-manager-url: { url: "https://cp:9444/services/" } }',
      LINK,
      'links.key-manager-url',
    ],
  ])('%s', (_, fields, toml, what) => {
    expect(drifts(fields, toml).map(({ data }) => data.what)).toEqual([what]);
  });

  it('for the release that carbon.xml names', () => {
    const xml = '<Server><Version>2.6.0</Version></Server>';
    expect(drifts('offset: 0', xml, '2.5.0').map(({ data }) => [data.what, data.found])).toEqual([
      ['version', '2.6.0'],
    ]);
  });

  it('for a switch, without a fix: nothing can be taken out of a list', () => {
    const text = `version: 1
hosts: { a: {} }
nodes:
  am: { host: a, product: wso2am, version: 2.6.0, config: conf, disable: [thrift-key-validation] }
`;
    const files = {
      'conf/api-manager.xml':
        '<APIManager><APIKeyValidator><EnableThriftServer>true</EnableThriftServer></APIKeyValidator></APIManager>',
    };
    const found = check([withFiles(text, files)], { catalogue }).findings.filter(({ rule }) => rule === RULE);
    expect(found.map(({ data, fixes }) => [data.written, data.found, fixes])).toEqual([['disabled', 'enabled', []]]);
  });

  it('once for each value', () => {
    expect(drifts('offset: 3, ports: { passthrough-https: 8263 }', OFFSET + PORT)).toHaveLength(2);
  });
});

describe('is silent', () => {
  it.each([
    ['for equal values', 'offset: 2, ports: { passthrough-https: 8253 }', OFFSET + PORT],
    ['for values that the file does not have', 'offset: 3, ports: { passthrough-https: 8263 }', '[server]\n'],
    ['for values that only the file has', 'pinned: true', OFFSET + PORT + LINK],
    ['for an offset that the tool is asked to choose', 'offset: auto', OFFSET],
    ['for another path behind the same address', 'links: { key-manager-url: { url: "https://cp:9443/x" } }', LINK],
    ['for a target without a literal', 'links: { key-manager-url: cp }', LINK],
    ['for a value that the file leaves to the environment', 'offset: 3', '[server]\noffset = "$env{OFFSET}"\n'],
  ])('%s', (_, fields, toml) => expect(drifts(fields, toml)).toEqual([]));

  it('for an update level of the release in the file', () => {
    expect(drifts('offset: 0', '<Server><Version>2.6.0</Version></Server>', '2.6.0.7')).toEqual([]);
  });
});
