import { describe, expect, it } from 'vitest';
import { command } from './command.js';

/** A gateway that is called through a front end, in a container, and by a node on its own host. */
const NORTH = `version: 1
name: north
defaults: { product: wso2am, version: 4.2.0 }
hosts:
  lb: { forwards: [{ port: 443, to: ["gateway:passthrough-https"] }] }
  docker1: {}
  box: { on: docker1, addresses: [gw.internal], publish: ["8243:8243", "9999:4711"] }
nodes:
  gateway:
    host: box
    profile: gateway-worker
    links:
      throttle-publish-auth: { to: traffic-manager, url: "tcp://docker1:9713" }
  control-plane:
    host: docker1
    profile: control-plane
    offset: 1
    links:
      portal-to-gateway-https-endpoint: { to: gateway, url: "https://lb" }
  traffic-manager: { host: docker1, profile: traffic-manager, offset: 2 }
`;
const SOUTH = 'version: 1\nhosts: { a: {} }\nnodes:\n  mi: { host: a, product: wso2mi, version: 4.2.0 }\n';
const files = { 'north.yaml': NORTH, 'south.yaml': SOUTH };

async function listed(...args: readonly string[]): Promise<string> {
  const { code, stdout } = await command(...args, { files });
  expect(code).toBe(0);
  return stdout;
}

describe('a listing of several files', () => {
  it.each([
    ['ports', 'table'],
    ['ports', 'markdown'],
    ['flows', 'table'],
    ['flows', 'markdown'],
    ['flows', 'mermaid'],
  ])('names each deployment: %s as %s', async (name, format) => {
    const text = await listed(name, 'north.yaml', 'south.yaml', '--format', format);
    expect(text).toContain('north (north.yaml)');
    expect(text).toMatch(/(?<!\()south\.yaml/);
  });

  it.each(['ports', 'flows'])('has names in the JSON of %s where there are some', async (name) => {
    const { deployments } = JSON.parse(await listed(name, 'north.yaml', 'south.yaml', '--format', 'json'));
    expect(deployments.map((deployment: object) => 'name' in deployment)).toEqual([true, false]);
  });
});

it.each(['host', 'node', 'port'])('a page of ports by %s has every listener', async (by) => {
  const page = await listed('ports', 'north.yaml', '--format', 'html', '--by', by);
  for (const listener of ['passthrough-https', 'databridge-binary', 'broker-amqp']) expect(page).toContain(listener);
});

describe('connections', () => {
  it('lead to front ends and stay on a machine', async () => {
    const { deployments } = JSON.parse(await listed('flows', 'north.yaml', '--format', 'json'));
    expect(deployments[0].flows).toContainEqual(
      expect.objectContaining({ sourceNode: 'clients', destinationHost: 'lb', port: 443 }),
    );
    expect(deployments[0].flows).toContainEqual(expect.objectContaining({ crossesHosts: false }));
  });

  it('are marked where the scheme is wrong', async () => {
    expect(await listed('flows', 'north.yaml', '--format', 'markdown')).toContain('wrong scheme: ');
  });

  it('are drawn to front ends', async () => {
    expect(await listed('flows', 'north.yaml', '--format', 'mermaid')).toMatch(/lb/);
  });
});

describe('the catalogue on a wide terminal', () => {
  it('says what ports are for', async () => {
    const { stdout } = await command('catalog', 'wso2mi', '4.2.0', { columns: 240 });
    expect(stdout).toContain('purpose');
  });

  it.each([['wso2am-analytics-worker'], ['choreo-connect'], ['wso2apk'], ['carbon-kernel']])(
    'shows %s in every format',
    async (product) => {
      for (const format of ['table', 'csv', 'markdown', 'json'])
        expect(await listed('catalog', product, '--format', format)).toContain(
          format === 'json' ? product : 'listener',
        );
    },
  );
});

describe('a correction', () => {
  const twins = (count: number) =>
    Array.from({ length: count }, (_, index) => `  n${index}: { host: a, product: wso2mi, version: 4.2.0 }\n`).join('');
  const plan = (nodes: string) => `version: 1\nhosts: { a: {} }\nnodes:\n${nodes}`;

  it('of one line is a hunk of one line', async () => {
    const text = JSON.stringify({
      version: 1,
      hosts: { a: {} },
      nodes: {
        one: { host: 'a', product: 'wso2mi', version: '4.2.0', offset: 1 },
        two: { host: 'a', product: 'wso2mi', version: '4.2.0', offset: 1 },
      },
    });
    const { stdout } = await command('fix', 'plan.json', { files: { 'plan.json': text } });
    expect(stdout).toMatch(/^@@ -1 \+1 @@$/m);
    expect(stdout).toContain('\\ No newline at end of file');
  });

  it('of more nodes than can be proved says so', async () => {
    const { stderr, stdout } = await command('fix', 'plan.yaml', { files: { 'plan.yaml': plan(twins(12)) } });
    expect(stdout + stderr).toContain('maybe not the best');
  });

  it('names what it could not do, and why', async () => {
    const pinned = 'host: a, product: wso2mi, version: 4.2.0, pinned: true';
    const { code, stderr, stdout } = await command('fix', 'plan.yaml', {
      files: { 'plan.yaml': plan(`  one: { ${pinned} }\n  two: { ${pinned} }\n`) },
    });
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining('pinned')]);
  });
});
