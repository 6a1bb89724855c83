import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';

const COMPOSE = `services:
  api-manager:
    image: wso2/wso2am:4.2.0
    ports:
      - "9443:9444"
    volumes:
      - ./am:/home/wso2carbon/wso2-config-volume
  is:
    image: wso2/wso2is:5.11.0
`;
const TOML = '[server]\nhostname = "localhost"\n\n[apim.key_manager]\nservice_url = "https://is:9999/services/"\n';
const FILES = { 'stack/compose.yaml': COMPOSE, 'stack/am/repository/conf/deployment.toml': TOML };

async function reportOf(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Report> {
  const { stdout } = await command('check', '--format', 'json', ...args, { files });
  return JSON.parse(stdout) as Report;
}

describe('check of a folder without topologies', () => {
  it('judges the configuration in it, with every finding at its own file', async () => {
    const { findings } = await reportOf(FILES, 'stack');
    expect(findings.map(({ rule, file, range }) => [rule, file, range.start.line, range.start.column])).toEqual([
      ['link-mismatch', 'stack/am/repository/conf/deployment.toml', 5, 15],
      ['publish-mismatch', 'stack/compose.yaml', 5, 9],
    ]);
  });

  it('names the files that each node was read from', async () => {
    const { deployments, summary } = await reportOf(FILES, 'stack');
    expect(deployments.map(({ file, nodes }) => [file, nodes.map(({ id, sources }) => [id, sources])])).toEqual([
      [
        'stack',
        [
          ['api-manager', ['stack/am/repository/conf/deployment.toml', 'stack/compose.yaml']],
          ['is', ['stack/compose.yaml']],
        ],
      ],
    ]);
    expect(summary.files).toBe(2);
  });

  it('is what is done without an argument, where no topology is', async () => {
    const { findings } = await reportOf(FILES);
    expect(findings).toHaveLength(2);
  });

  it('is done for a compose file alone, with the configuration that it mounts', async () => {
    const { findings } = await reportOf(FILES, 'stack/compose.yaml');
    expect(findings).toHaveLength(2);
  });

  it('is not done where a topology is in the folder', async () => {
    const plan = 'version: 1\nhosts: { a: {} }\nnodes:\n  n: { host: a, product: wso2mi, version: 4.2.0 }\n';
    const { deployments } = await reportOf({ ...FILES, 'stack/plan.yaml': plan }, 'stack');
    expect(deployments.map(({ file }) => file)).toEqual(['stack/plan.yaml']);
  });

  it('shows the line of the file, in every format at the same place', async () => {
    const text = await command('check', 'stack', { files: FILES });
    expect(text.stdout).toContain('--> stack/am/repository/conf/deployment.toml:5:15');
    expect(text.stdout).toMatch(/^5 \| service_url = "https:\/\/is:9999\/services\/"$/m);
    const compact = await command('check', 'stack', '--format', 'compact', { files: FILES });
    expect(compact.stdout).toContain('stack/compose.yaml:5:9: error');
    const sarif = await command('check', 'stack', '--format', 'sarif', { files: FILES });
    expect(sarif.stdout).toContain('"uri": "stack/am/repository/conf/deployment.toml"');
  });

  it('is possible for ports, flows and config as well', async () => {
    const ports = await command('ports', 'stack', '--format', 'csv', { files: FILES });
    const flows = await command('flows', 'stack', '--format', 'csv', { files: FILES });
    const config = await command('config', 'stack', '--all', { files: FILES });
    expect([ports.code, flows.code, config.code]).toEqual([0, 0, 0]);
    expect(ports.stdout).toContain('9443');
  });

  it('takes answers to what the files leave open', async () => {
    const files = { 'gw/deployment.toml': '[apim.cors]\nallow_origins = "*"\n' };
    const assumed = await reportOf(files, 'gw');
    expect(assumed.deployments[0]?.assumed).toMatchObject([{ node: 'gw', aspect: 'version' }]);
    const answered = await reportOf(files, 'gw', '--version', '4.2.0');
    expect(answered.deployments[0]?.assumed).toEqual([]);
    expect(answered.deployments[0]?.nodes[0]?.version).toBe('4.2.0');
  });

  it('ends in 2 where nothing of WSO2 is in it', async () => {
    const { code, stderr } = await command('check', 'stack', { files: { 'stack/readme.md': 'hello' } });
    expect([code, stderr.includes('neither a topology nor a WSO2 product found in stack')]).toEqual([2, true]);
  });

  it('reports a file that cannot be understood at its place', async () => {
    const { findings } = await reportOf({ ...FILES, 'stack/other/carbon.xml': '<Server>\n<Ports>' }, 'stack');
    expect(findings.map(({ rule, file }) => [rule, file])).toContainEqual(['yaml-syntax', 'stack/other/carbon.xml']);
  });
});

describe('import of a tree with several deployments', () => {
  it('says which there are, and which one is written', async () => {
    const mi = 'services:\n  mi:\n    image: wso2/wso2mi:4.2.0\n';
    const { code, stderr } = await command('import', '.', { files: { 'a/compose.yaml': mi, 'b/compose.yaml': mi } });
    expect([code, stderr.includes('2 deployments are there: a, b')]).toEqual([0, true]);
  });
});

describe('alternatives', () => {
  const mi = (port: number) =>
    `services:\n  mi:\n    image: wso2/wso2mi:4.2.0\n    ports: ["${port}:8290"]\n    container_name: mi\n`;

  it('are deployments of their own: compose projects with the same service', async () => {
    const { deployments, findings } = await reportOf({ 'a/compose.yaml': mi(8290), 'b/compose.yaml': mi(8290) }, '.');
    expect(deployments.map(({ name, nodes }) => [name, nodes.length])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect(findings).toEqual([]);
  });

  it('are deployments of their own: folders that repeat the same nodes', async () => {
    const carbon = (offset: number) =>
      `<Server><ServerKey>BPS</ServerKey><Version>3.6.0</Version><HostName>app1</HostName><Ports><Offset>${offset}</Offset></Ports></Server>`;
    const files = {
      'conf_MySQL/Mgr/conf/carbon.xml': carbon(0),
      'conf_MySQL/Wrk/conf/carbon.xml': carbon(100),
      'conf_ORA/Mgr/conf/carbon.xml': carbon(0),
      'conf_ORA/Wrk/conf/carbon.xml': carbon(100),
    };
    const { deployments, findings } = await reportOf(files, '.');
    expect(deployments.map(({ name, nodes }) => [name, nodes.length])).toEqual([
      ['conf_MySQL', 2],
      ['conf_ORA', 2],
    ]);
    expect(findings.filter(({ rule }) => rule === 'port-collision')).toEqual([]);
  });

  it('are none where nodes differ in name: two folders on one machine may collide', async () => {
    const toml = '[server]\nhostname = "localhost"\n[apim.cors]\nallow_origins = "*"\n';
    const files = { 'gw/deployment.toml': toml, 'cp/deployment.toml': toml };
    const { deployments, findings } = await reportOf(files, '.', '--version', '4.2.0');
    expect([deployments.length, findings.map(({ rule }) => rule)]).toEqual([1, ['port-collision']]);
  });
});

it('every endpoint of the files has its place in the report', async () => {
  const { deployments } = await reportOf(FILES, 'stack');
  const written = deployments.flatMap(({ endpoints }) => endpoints.filter(({ origin }) => origin === 'written'));
  expect(written.map(({ endpoint, verdict, file, range }) => [endpoint, verdict, file, range?.start])).toEqual([
    ['https://is:9999/services/', 'wrong', 'stack/am/repository/conf/deployment.toml', { line: 5, column: 15 }],
  ]);
});

describe('an offset that only the running system knows', () => {
  const carbon = '<Server><ServerKey>MB</ServerKey><Version>3.2.0</Version></Server>';
  const files = {
    'mq/broker/conf/carbon.xml': carbon,
    'mq/broker/bin/start.sh': 'java -Dprofile=broker-default -DportOffset=${OFFSET} x\n',
  };

  it('is a warning in a folder, which has no topology to say it: the shipped one is taken', async () => {
    const { findings, summary } = await reportOf(files, 'mq');
    expect(findings.filter(({ rule }) => rule === 'unknown-reference')).toMatchObject([
      { severity: 'warning', file: 'mq/broker/bin/start.sh', data: { what: 'offset', assumed: 'offset 3' } },
    ]);
    expect(summary.errors).toBe(0);
  });

  it('is an error in a topology, which can say it', async () => {
    const plan =
      'version: 1\nhosts: { a: {} }\nnodes:\n  b: { host: a, product: wso2ei-broker, version: 6.6.0, config: mq/broker }\n';
    const { findings } = await reportOf({ ...files, 'topology.yaml': plan }, 'topology.yaml');
    expect(findings.filter(({ rule }) => rule === 'unknown-reference')).toMatchObject([
      { severity: 'error', file: 'mq/broker/bin/start.sh', data: { what: 'offset' } },
    ]);
  });
});
