import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const PLAN = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts:
  lb: { forwards: [{ port: 8443, to: ["gw:passthrough-https"] }] }
  gw.internal: {}
  tm.internal: {}
nodes:
  gw:
    host: gw.internal
    profile: gateway-worker
    links:
      throttle-publish: { to: tm, url: "tcp://tm.internal:9611" }
      event-hub-jms: { url: "tcp://hub.example.com:5672" }
  tm: { host: tm.internal, profile: traffic-manager, offset: 2 }
`;
const SAME_HOST = PLAN.replace('host: tm.internal', 'host: gw.internal');

async function flows(text: string, ...args: string[]) {
  return command('flows', 'x.yaml', ...args, { files: { 'x.yaml': text } });
}

describe('flows --format csv', () => {
  it('has one record for each connection, with the right port and what is dialled instead', async () => {
    const { stdout, code } = await flows(PLAN, '--format', 'csv');
    const lines = stdout.trimEnd().split('\r\n');
    expect(code).toBe(0);
    expect(lines[0]).toBe(
      'source host,source node,destination host,destination node,port,protocol,purpose,link,source ip,destination ip,basis,crosses hosts,written at,remark',
    );
    expect(lines.filter((line) => line.includes('throttle-publish,'))).toEqual([
      'gw.internal,gw,tm.internal,tm,9613,tcp,Data-bridge binary receiver: throttle/event data from gateways and event publishers,throttle-publish,,,literal,yes,x.yaml:12,dials tcp://tm.internal:9611 instead',
    ]);
    expect(lines.filter((line) => line.includes('hub.example.com'))).toEqual([
      'gw.internal,gw,hub.example.com,,5672,tcp,,event-hub-jms,,,literal,yes,x.yaml:13,outside of the topology',
    ]);
    expect(lines.filter((line) => line.startsWith('lb,forward'))).toHaveLength(1);
  });

  it('tells deployments apart by their files', async () => {
    const { stdout } = await command('flows', 'a.yaml', 'b.yaml', '--format', 'csv', {
      files: { 'a.yaml': PLAN, 'b.yaml': PLAN },
    });
    const ends = stdout
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',').at(-1));
    expect(new Set(ends)).toEqual(new Set(['file', 'a.yaml', 'b.yaml']));
  });
});

describe('flows --cross-host', () => {
  it('leaves out what stays on its machine', async () => {
    const { stdout } = await flows(SAME_HOST, '--format', 'json', '--cross-host');
    const links = JSON.parse(stdout).deployments[0].flows.map(({ link }: { link: string }) => link);
    expect(links).toEqual(['event-hub-jms', 'forward']);
  });
});

describe('flows --format json', () => {
  it('has a version, and everything that the matrix has', async () => {
    const document = JSON.parse((await flows(PLAN, '--format', 'json')).stdout);
    expect(document).toMatchObject({ flowsVersion: 1, deployments: [{ file: 'x.yaml' }] });
    expect(document.deployments[0].flows).toContainEqual(
      expect.objectContaining({ link: 'throttle-publish', port: 9613, outcome: 'port-mismatch', crossesHosts: true }),
    );
  });

  it('has the same bytes for the same input', async () => {
    expect((await flows(PLAN, '--format', 'json')).stdout).toBe((await flows(PLAN, '--format', 'json')).stdout);
  });
});

describe('flows --format mermaid', () => {
  it('draws hosts, nodes and one arrow for each port', async () => {
    const { stdout } = await flows(PLAN, '--format', 'mermaid');
    expect(stdout.split('\n')[0]).toBe('flowchart LR');
    expect(stdout).toContain('subgraph d0_3["gw.internal"]');
    expect(stdout).toContain('d0_2["gw"]');
    expect(stdout).toMatch(/-\.->\|"9613\/tcp<br\/>throttle-publish \(dials tcp:\/\/tm\.internal:9611\)"\|/);
    expect(stdout).toContain('(("hub.example.com"))');
    expect(stdout.match(/subgraph/g)).toHaveLength(stdout.match(/^ *end$/gm)?.length ?? 0);
  });

  it('merges the links that share a port', async () => {
    const cp = '  cp: { host: lb, profile: control-plane }\n';
    const { stdout } = await flows(PLAN + cp, '--format', 'mermaid');
    expect(stdout).toMatch(/"9443\/tcp<br\/>event-hub-rest<br\/>key-manager-url"/);
  });

  it('lets no name be markup', async () => {
    const url = `tcp://a${'`'}<b>#"|end:1`;
    const { stdout } = await flows(
      PLAN.replace('tcp://hub.example.com:5672', url.replace('"', '\\"')),
      '--format',
      'mermaid',
    );
    expect(stdout).not.toContain('<b>');
    expect(stdout).not.toContain('`');
  });

  it('draws several deployments side by side', async () => {
    const { stdout } = await command('flows', 'a.yaml', 'b.yaml', '--format', 'mermaid', {
      files: { 'a.yaml': PLAN, 'b.yaml': PLAN },
    });
    expect(stdout.match(/flowchart/g)).toHaveLength(1);
    expect(stdout).toContain('subgraph d0["a.yaml"]');
    expect(stdout).toContain('subgraph d1["b.yaml"]');
  });
});

describe('flows for people', () => {
  it('fits a terminal of 80 columns', async () => {
    const { stdout } = await command('flows', 'x.yaml', {
      files: { 'x.yaml': PLAN },
      columns: 80,
      env: { NO_COLOR: '1' },
    });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).toContain('from gw on gw.internal');
  });

  it('says which links are not in the list', async () => {
    const second = '  tm2: { host: lb, profile: control-plane, offset: 7 }\n';
    const unwritten = PLAN.replace(/ +throttle-publish:.*\n/, '').replace('traffic-manager', 'control-plane');
    for (const format of ['table', 'markdown']) {
      const { stdout } = await flows(unwritten + second, '--format', format);
      expect(stdout.replaceAll('\\', '')).toContain('gw event-hub-rest: not decided which of tm, tm2 is dialled');
    }
  });

  it('says of links that lead nowhere why they are not in the list', async () => {
    const closed = PLAN.replace('to: tm,', 'to: gw2,').concat('  gw2: { host: lb, profile: gateway-worker }\n');
    expect((await flows(closed)).stdout).toContain('gw throttle-publish: gw2 does not open the listener');
    const self =
      'version: 1\nhosts: { a: {} }\nnodes: { apim: { host: a, product: wso2am, version: 4.2.0, offset: 2, enable: [workflow-engine] } }\n';
    expect((await flows(self)).stdout).toContain('apim workflow-engine: leads to apim itself');
    expect((await flows(self, '--cross-host')).stdout).not.toContain('workflow-engine');
  });

  it('shows one deployment out of several files', async () => {
    const [head = '', nodes = ''] = PLAN.split('nodes:\n');
    const [gw = '', tm = ''] = nodes.split('  tm:');
    const files = { 'a.yaml': `${head}nodes:\n${gw}`, 'b.yaml': `${head}nodes:\n  tm:${tm}` };
    const { stdout } = await command('flows', 'a.yaml', 'b.yaml', '--together', '--format', 'csv', { files });
    expect(stdout).toContain('gw.internal,gw,tm.internal,tm,9613');
  });

  it('says so when there are none', async () => {
    const alone = 'version: 1\nhosts: { a: {} }\nnodes: { mi: { host: a, product: wso2mi, version: 4.2.0 } }\n';
    expect((await flows(alone)).stdout).toBe('no connections\n');
    expect((await flows(alone, '--format', 'markdown')).stdout).toBe('### Connections\n\nNo connections.\n');
    expect((await flows(alone, '--format', 'mermaid')).stdout).toContain('["mi"]');
  });
});

describe('flows and mistakes', () => {
  it('tells of a broken file on stderr and ends in 1', async () => {
    const { code, stderr } = await flows(PLAN.replace('to: tm,', 'to: tmm,'));
    expect(code).toBe(1);
    expect(stderr).toContain('[unknown-reference]');
  });

  it('ends in 2 when there is nothing to read', async () => {
    expect((await command('flows', 'nothing.yaml', {})).code).toBe(2);
    expect((await flows(PLAN, '--format', 'pdf')).code).toBe(2);
  });

  it('does not judge: a mismatch ends in 0', async () => {
    expect((await flows(PLAN)).code).toBe(0);
  });
});
