import { describe, expect, it } from 'vitest';
import { check, readConfiguration } from '../../src/index.js';
import type { Finding } from '../../src/model/report.js';
import { checkWithEvaluations, expandInput } from '../../src/pipeline/check.js';
import { withFiles } from '../configurations.js';
import { catalogue } from '../topology-builder.js';

type Files = Readonly<Record<string, string>>;

/** One node of a release that points at its files. */
const NODE = (fields = '') => `version: 1
hosts: { app1: {}, other: {} }
nodes:
  gw:
    host: app1
    product: wso2am
    version: 4.2.0
    config: conf/gw
${fields}`;

const toml = (text: string): Files => ({ 'conf/gw/deployment.toml': text });

function nodeOf(text: string, files: Files) {
  const expansion = expandInput(withFiles(text, files), { catalogue });
  if (!expansion.ok) throw new Error(expansion.findings.map(({ message }) => message).join());
  return expansion.deployment;
}

function findingsOf(text: string, files: Files): readonly Finding[] {
  return checkWithEvaluations([withFiles(text, files)], { catalogue }).report.findings;
}

const found = (findings: readonly Finding[], id: string) => findings.filter(({ rule }) => rule === id);

describe('a node that points at its files', () => {
  it('has their offset', () => {
    const { nodes, listeners } = nodeOf(NODE(), toml('[server]\noffset = 3\n'));
    expect(nodes.map(({ offset, offsetOrigin }) => [offset, offsetOrigin])).toEqual([[3, 'written']]);
    expect(listeners.find(({ id }) => id === 'servlet-https')?.port).toBe(9446);
  });

  it('has the offset of the topology where the files have none', () => {
    expect(nodeOf(NODE('    offset: 4\n'), toml('[server]\nhostname = "gw"\n')).nodes[0]?.offset).toBe(4);
  });

  it('has their ports, read for the offset in force', () => {
    const files = toml('[transport.passthru_https.listener.parameters]\nport = 8300\n');
    const listener = nodeOf(NODE('    offset: 1\n'), files).listeners.find(({ id }) => id === 'passthrough-https');
    expect(listener).toMatchObject({ configured: 8300, place: { file: 'conf/gw/deployment.toml' } });
  });

  it('has their switches', () => {
    const text = NODE('    profile: api-key-manager\n').replace('4.2.0', '2.6.0');
    const opened = (on: boolean) => {
      const xml = `<APIManager><APIKeyValidator><EnableThriftServer>${on}</EnableThriftServer></APIKeyValidator></APIManager>`;
      return nodeOf(text, { 'conf/gw/api-manager.xml': xml }).listeners.map(({ id }) => id);
    };
    expect(opened(true)).toContain('thrift-key-validation');
    expect(opened(false)).not.toContain('thrift-key-validation');
  });

  it('has their links, with the target that the topology chooses', () => {
    const text = `${NODE('    profile: gateway-worker\n    links: { key-manager-url: cp }\n')}  cp: { host: other, product: wso2am, version: 4.2.0, profile: control-plane }\n`;
    const { links } = nodeOf(text, toml('[apim.key_manager]\nservice_url = "https://other:9444/services/"\n'));
    const written = links.filter(({ url }) => url !== undefined);
    expect(written.map(({ node, dialled }) => [node, dialled])).toEqual([['gw', 9444]]);
    expect(written[0]?.place).toMatchObject({
      file: 'conf/gw/deployment.toml',
      range: { start: { line: 2, column: 15 } },
    });
  });

  it('is judged at the line and column of its files', () => {
    const text = `${NODE('    profile: gateway-worker\n')}  cp: { host: other, product: wso2am, version: 4.2.0, profile: control-plane }\n`;
    const [finding] = found(
      findingsOf(text, toml('[apim.key_manager]\nservice_url = "https://other:9444/services/"\n')),
      'link-mismatch',
    );
    expect(finding).toMatchObject({ file: 'conf/gw/deployment.toml', range: { start: { line: 2, column: 15 } } });
  });

  it.each([
    ['XML', 'conf/gw/carbon.xml', '<Server>\n <Ports>\n  <Offset>2</Offset>\n </Ports>\n</Server>', [3, 11]],
    ['TOML', 'conf/gw/deployment.toml', '[server]\noffset = 2\n', [2, 10]],
  ])('has its offset pointed at in %s', (_, file, content, at) => {
    const text = `${NODE().replace('4.2.0', '2.6.0')}  twin: { host: app1, product: wso2am, version: 2.6.0, offset: 2 }\n`;
    const [finding] = found(findingsOf(text, { [file]: content }), 'port-collision');
    const places = [finding, ...(finding?.related ?? [])].filter((place) => place?.file === file);
    expect(places.map((place) => [place?.range.start.line, place?.range.start.column])).toEqual([at]);
  });
});

describe('a fix', () => {
  const twins = `${NODE()}  twin: { host: app1, product: wso2am, version: 4.2.0, config: conf/twin }\n`;
  const files: Files = { ...toml('[server]\noffset = 2\n'), 'conf/twin/deployment.toml': '[server]\noffset = 2\n' };

  it('of a value that stands in a file has no edits, and names the file', () => {
    const [finding] = found(findingsOf(twins, files), 'port-collision');
    expect(finding?.fixes.map(({ edits }) => edits)).toEqual([[]]);
    expect(finding?.fixes[0]?.configuration).toEqual([
      {
        node: 'twin',
        file: 'conf/twin/deployment.toml',
        setting: '[server] offset',
        to: 3,
        from: '2',
        range: { start: { line: 2, column: 10 }, end: { line: 2, column: 11 } },
      },
    ]);
  });

  it('of a node without files stays an edit of the topology', () => {
    const text = twins.replace('config: conf/twin', 'offset: 2');
    const [finding] = found(findingsOf(text, files), 'port-collision');
    expect(finding?.fixes[0]?.edits).toMatchObject([{ path: '/nodes/twin/offset', from: 2, to: 3 }]);
  });
});

describe('files that tell nothing', () => {
  it('are one finding at the path, and the other nodes are still judged', () => {
    const text = `${NODE()}  a: { host: other, product: wso2mi, version: 4.2.0 }\n  b: { host: other, product: wso2mi, version: 4.2.0 }\n`;
    const findings = findingsOf(text, {});
    expect(found(findings, 'unknown-reference').map(({ file, range }) => [file, range.start.line])).toEqual([
      ['topology.yaml', 8],
    ]);
    expect(found(findings, 'port-collision')).toHaveLength(1);
  });

  it('are a finding where they were not handed over', () => {
    const [finding] = found(check({ file: 'topology.yaml', text: NODE() }).findings, 'unknown-reference');
    expect(finding?.data).toMatchObject({ kind: 'configuration', name: 'conf/gw' });
  });

  it('are a finding where they are those of several nodes', () => {
    const files: Files = { 'conf/gw/a/deployment.toml': '[server]\noffset = 1\n', 'conf/gw/b/deployment.toml': '' };
    expect(found(findingsOf(NODE(), files), 'unknown-reference')[0]?.data.reason).toContain('several nodes');
  });

  it('are a finding with the place where they are malformed', () => {
    const findings = findingsOf(NODE(), toml('[server]\noffset = = 2\n'));
    expect(found(findings, 'yaml-syntax')).toMatchObject([
      { file: 'conf/gw/deployment.toml', range: { start: { line: 2 } }, data: { node: 'gw' } },
    ]);
  });
});

describe('a value that only the running system knows', () => {
  const files = toml('[server]\noffset = "$env{PORT_OFFSET}"\n');

  it('is a finding at its place', () => {
    expect(found(findingsOf(NODE(), files), 'unknown-reference')).toMatchObject([
      {
        file: 'conf/gw/deployment.toml',
        range: { start: { line: 2 } },
        data: { name: '$env{PORT_OFFSET}', what: 'offset' },
      },
    ]);
  });

  it('is none where the topology tells it', () => {
    expect(found(findingsOf(NODE('    offset: 1\n'), files), 'unknown-reference')).toEqual([]);
  });
});

it('passwords of the files are in no finding', () => {
  const text = `${NODE('    profile: gateway-worker\n')}  cp: { host: other, product: wso2am, version: 4.2.0, profile: control-plane }\n`;
  const url = 'https://admin:s3cr3t@other:9444/services/';
  const findings = findingsOf(text, toml(`[apim.key_manager]\nservice_url = "${url}"\npassword = "s3cr3t"\n`));
  expect(found(findings, 'link-mismatch')).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain('s3cr3t');
});

it('the library is given what the files say', async () => {
  const configuration = await readConfiguration({ 'deployment.toml': '[server]\noffset = 70000\n' });
  const input = { file: 'topology.yaml', text: NODE(), configurations: new Map([['gw', configuration]]) };
  expect(found(check(input).findings, 'port-range')).toHaveLength(1);
});
