import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { EXPORT_FORMATS } from '../../src/report/export/registry.js';
import { command } from './command.js';

const PLAN = `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts:
  gw.internal: { addresses: [10.0.0.5, "2001:db8::5", gw] }
  km.internal: { addresses: [10.0.0.7] }
  lb.internal: { forwards: [{ port: 443, to: ["gateway:passthrough-https"] }] }
  box: { on: gw.internal, publish: ["8290:8290", "7000-7010:7000-7010"] }
nodes:
  gateway:
    host: gw.internal
    profile: gateway-worker
    offset: 2
    disable: [passthrough-http]
    links: { key-validation-thrift: { to: key-manager, port: 10402 } }
  key-manager:
    host: km.internal
    profile: api-key-manager
    offset: 5
    bind: 10.0.0.7
  mi:
    host: box
    product: wso2mi
    version: 4.2.0
    dials: [{ to: "db.corp:3306", purpose: "the \\"db\\" $\{x} -- <b> # 1" }]
`;
const files = { 'plan.yaml': PLAN };
const exported = async (format: string, ...args: readonly string[]) =>
  (await command('export', format, 'plan.yaml', ...args, { files })).stdout;

describe('export goss', () => {
  const schema = parse(readFileSync(new URL('../schemas/goss.schema.yaml', import.meta.url), 'utf8'));
  const validate = new Ajv({ strict: false }).compile(schema);
  const documents = async () =>
    parseAllDocuments(await exported('goss')).map(
      (document) => document.toJS() as Record<string, Record<string, object>>,
    );

  it('writes files that the schema of goss accepts', async () => {
    for (const document of await documents()) expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it('expects ports as tcp6, unless they are bound to an address of IPv4', async () => {
    const { port } = parse(await exported('goss', '--host', 'km.internal'));
    expect(port['tcp:9448']).toEqual({ title: 'key-manager servlet-https', listening: true, ip: ['10.0.0.7'] });
    expect(Object.keys(port).filter((key) => key.startsWith('tcp6'))).toEqual([]);
    const gateway = parse(await exported('goss', '--host', 'gw.internal')).port;
    expect(gateway['tcp6:8245']).toEqual({ title: 'gateway passthrough-https', listening: true });
  });

  it('expects closed what the plan switches off', async () => {
    const { port } = parse(await exported('goss', '--host', 'gw.internal'));
    expect(port['tcp6:8282']).toEqual({ title: 'gateway passthrough-http', listening: false });
  });

  it('reaches what the host dials, and has no test for a range', async () => {
    const { port, addr } = parse(await exported('goss', '--host', 'gw.internal'));
    expect(addr['tcp://km.internal:10402']).toMatchObject({ reachable: true });
    expect(Object.keys(port).filter((key) => /:70\d\d$/.test(key))).toEqual([]);
    expect(parse(await exported('goss', '--host', 'box')).addr).toHaveProperty('tcp://db.corp:3306');
  });
});

describe('export nft', () => {
  it('writes chains of accept rules, with one statement on each line', async () => {
    const text = await exported('nft', '--host', 'km.internal');
    const lines = text.split('\n').filter((line) => line !== '' && !line.trim().startsWith('#'));
    const rule =
      /^ {2}(ip6? [sd]addr (\S+|\{ \S+(, \S+)* \}) )?(tcp|udp) dport \d+ accept comment "[^"\\]{1,127}"$|^chain wso2_(in|out) \{$|^\}$/;
    expect(lines.filter((line) => !rule.test(line))).toEqual([]);
    expect(text).toContain(
      '  ip saddr 10.0.0.5 tcp dport 10402 accept comment "gateway to key-manager: key-validation-thrift"',
    );
    expect(text).toContain('  ip6 saddr 2001:db8::5 tcp dport 10402 ');
  });

  it('shortens comments, and has no character in them that a string of nft cannot have', async () => {
    const nodes = Array.from(
      { length: 20 },
      (_, index) =>
        `  n${index}: { host: c${index}, product: wso2mi, version: 4.2.0, dials: [{ to: "10.9.9.9:1" }] }\n`,
    );
    const hosts = nodes.map((_, index) => `c${index}: { on: m }`).join(', ');
    const plan = `version: 1\nhosts: { m: { addresses: [10.0.0.1] }, ${hosts} }\nnodes:\n${nodes.join('')}`;
    const { stdout } = await command('export', 'nft', 'plan.yaml', { files: { 'plan.yaml': plan } });
    const comments = [...stdout.matchAll(/comment "([^"]*)"/g)].map(([, text = '']) => text);
    expect(comments).toHaveLength(1);
    expect(comments[0]).toMatch(/^n0 to 10\.9\.9\.9: dials; n1 .*\.\.\.$/);
    expect(comments[0]?.length).toBeLessThan(128);
  });
});

describe('export firewalld', () => {
  it('writes well-formed zones with rich rules for known sources', async () => {
    const hosts = ['gw.internal', 'km.internal'];
    const written = await Promise.all(
      hosts.map(async (name) => [name, await exported('firewalld', '--host', name)] as const),
    );
    for (const [name, text] of written) {
      const elements: string[] = [];
      const parser = new SaxesParser();
      parser.on('error', (error) => expect.fail(`${name}: ${error.message}`));
      parser.on('opentag', (tag) => void elements.push(tag.name));
      parser.write(text).close();
      const known = ['zone', 'short', 'description', 'rule', 'source', 'port', 'accept'];
      expect(elements.filter((element) => !known.includes(element))).toEqual([]);
    }
    expect(Object.fromEntries(written)['km.internal']).toContain(
      '<rule family="ipv4"><source address="10.0.0.5"/><port port="10402" protocol="tcp"/><accept/></rule>',
    );
  });
});

describe('export terraform-aws', () => {
  it('writes one resource for each connection and direction, named once', async () => {
    const text = await exported('terraform-aws');
    const resources = [
      ...text.matchAll(/^resource "aws_vpc_security_group_(in|e)gress_rule" "([A-Za-z_][\w-]*)" \{$/gm),
    ];
    expect(new Set(resources.map(([line]) => line)).size).toBe(resources.length);
    expect(resources.map(([, , name]) => name)).toContain('gw--internal_to_km--internal_10402_tcp');
    expect(text.match(/^variable "(security_groups|clients)"/gm)).toHaveLength(2);
    expect(text).toContain('referenced_security_group_id = var.security_groups["gw.internal"]');
  });

  it('names addresses outside of the plan by their numbers', async () => {
    const plan = PLAN.replace('db.corp:3306', '192.0.2.7:3306').replace('hosts:', 'hosts: # x');
    const { stdout } = await command('export', 'terraform-aws', 'plan.yaml', { files: { 'plan.yaml': plan } });
    expect(stdout).toMatch(/cidr_ipv4 += "192\.0\.2\.7\/32"/);
    const v6 = await command('export', 'terraform-aws', 'plan.yaml', {
      files: { 'plan.yaml': PLAN.replace('db.corp:3306', '[2001:db8::7]:3306') },
    });
    expect(v6.stdout).toMatch(/cidr_ipv6 += "2001:db8::7\/128"/);
  });

  const terraform = spawnSync('terraform', ['version']).status === 0;
  it.skipIf(!terraform)('is formatted as terraform formats it', async () => {
    const { status, stdout, stderr } = spawnSync('terraform', ['fmt', '-check', '-diff', '-'], {
      input: await exported('terraform-aws'),
      encoding: 'utf8',
    });
    expect(status, stdout + stderr).toBe(0);
  });
});

describe('export ansible', () => {
  it('writes variables with names that Ansible takes', async () => {
    const { files: written } = await inFolder('ansible');
    for (const [, text] of written)
      expect(Object.keys(parse(text)).filter((name) => !/^[a-z_]\w*$/.test(name))).toEqual([]);
    expect(parse(Object.fromEntries(written)['km.internal.yaml'] ?? '')).toMatchObject({
      ansible_host: '10.0.0.7',
      wso2_nodes: [{ id: 'key-manager', product: 'wso2am', offset: 5, ports: { 'servlet-https': 9448 } }],
      wso2_firewall_in: expect.arrayContaining([
        {
          from: 'gw.internal',
          addresses: ['10.0.0.5', '2001:db8::5'],
          port: 10402,
          protocol: 'tcp',
          for: 'key-validation-thrift',
        },
      ]),
    });
  });
});

describe('export blackbox', () => {
  it('writes groups of targets with labels that Prometheus takes', async () => {
    const groups = parse(await exported('blackbox'));
    expect(groups).toContainEqual({
      targets: ['km.internal:10402'],
      labels: {
        __param_module: 'tcp_connect',
        source_host: 'gw.internal',
        source_node: 'gateway',
        destination_node: 'key-manager',
        link: 'key-validation-thrift',
      },
    });
    for (const { targets, labels } of groups) {
      expect(targets.every((target: string) => /^(\[[^\]]+\]|[^:]+):\d+$/.test(target))).toBe(true);
      expect(Object.keys(labels).every((name) => /^[a-zA-Z_]\w*$/.test(name))).toBe(true);
    }
  });
});

describe('export networkpolicy', () => {
  const CLUSTER = `apiVersion: apps/v1
kind: Deployment
metadata: { name: mi, namespace: wso2 }
spec:
  selector: { matchLabels: { app: mi } }
  template:
    metadata: { labels: { app: mi } }
    spec:
      containers: [{ name: mi, image: "wso2/wso2mi:4.2.0", ports: [{ containerPort: 8290 }] }]
`;

  it('writes a policy for each workload, the same that flows prints', async () => {
    const world = { files: { 'cluster.yaml': CLUSTER } };
    const { stdout, code } = await command('export', 'networkpolicy', 'cluster.yaml', world);
    expect(code).toBe(0);
    expect(parse(stdout)).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'mi', namespace: 'wso2' },
      spec: { podSelector: { matchLabels: { app: 'mi' } } },
    });
    expect((await command('flows', 'cluster.yaml', '--format', 'networkpolicy', world)).stdout).toBe(stdout);
  });

  it('says so of a plan without workloads', async () => {
    const { stdout, stderr } = await command('export', 'networkpolicy', 'plan.yaml', { files });
    expect(stdout).toBe('');
    expect(stderr).toContain('the plan has nothing for networkpolicy');
  });
});

describe('export hosts', () => {
  it('has an address and its names on each line, and says which are unknown', async () => {
    expect(await exported('hosts', '--host', 'gw.internal')).toBe(
      '# gw.internal: names that it dials\n10.0.0.7\tkm.internal\n',
    );
    expect(await exported('hosts', '--host', 'box')).toBe(
      '# box: names that it dials\n# the address of db.corp is not in the plan\n',
    );
  });
});

describe('export', () => {
  it.each(EXPORT_FORMATS.filter((format) => format !== 'networkpolicy'))(
    '%s has the same bytes for the same plan in another order',
    async (format) => {
      const { stdout, code } = await command('export', format, 'plan.yaml', { files });
      const [head = '', nodes = ''] = PLAN.split('nodes:\n');
      const reordered = `${head.replace(/( {2}gw\.internal.*\n)( {2}km\.internal.*\n)/, '$2$1')}nodes:\n${nodes}`;
      expect(code).toBe(0);
      expect(stdout.length).toBeGreaterThan(0);
      expect((await command('export', format, 'plan.yaml', { files: { 'plan.yaml': reordered } })).stdout).toBe(stdout);
    },
  );

  it.each(['nft', 'firewalld', 'terraform-aws'])('%s has nothing that stays on its machine', async (format) => {
    const one = PLAN.replaceAll(/host: (km\.internal|box)/g, 'host: gw.internal').replace(
      'db.corp:3306',
      'localhost:3306',
    );
    const text = (await command('export', format, 'plan.yaml', { files: { 'plan.yaml': one } })).stdout;
    expect(text).not.toContain('10402');
    expect(text).not.toContain('3306');
  });

  it('leaves out what roles alone suggest, where only certain connections are wanted', async () => {
    expect(await exported('nft')).toContain('(assumed)');
    expect(await exported('nft', '--certain')).not.toContain('(assumed)');
  });

  it('writes one file for each host into a folder, and says what it cannot know', async () => {
    const { files: written, stderr } = await inFolder('nft');
    expect(written.map(([name]) => name)).toEqual(['gw.internal.nft', 'km.internal.nft', 'lb.internal.nft']);
    expect(stderr).toContain('left out, as the plan has no address: 2');
  });

  it('names links that nobody decided', async () => {
    const second = `${PLAN}  second: { host: lb.internal, profile: api-key-manager, offset: 7 }\n`;
    const { stderr } = await command('export', 'goss', 'plan.yaml', { files: { 'plan.yaml': second } });
    expect(stderr).toMatch(/left out, as their port is not decided: \d/);
  });

  it.each([
    [['export', 'goss', 'plan.yaml', '--host', 'gw.intern'], 'did you mean "gw.internal"?'],
    [['export', 'goss', 'plan.yaml', 'other.yaml'], '2 deployments are there'],
    [['export', 'gosss', 'plan.yaml'], 'Allowed choices are goss, '],
    [['export', 'goss', 'missing.yaml'], 'cannot read missing.yaml'],
    [['export', 'goss', 'plan.yaml', '--output', 'other.yaml'], 'cannot write other.yaml'],
  ])('ends in 2 for %j', async (args, message) => {
    const { code, stderr } = await command(...args, { files: { ...files, 'other.yaml': PLAN } });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('ends in 1 where the plan is broken', async () => {
    const { code, stderr } = await command('export', 'goss', 'plan.yaml', {
      files: { 'plan.yaml': PLAN.replace('to: key-manager', 'to: nobody') },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('[unknown-reference]');
  });
});

/** Exports into the working directory, whose files a result shows. */
async function inFolder(format: string) {
  const { files: after, ...result } = await command('export', format, 'plan.yaml', '--output', '.', { files });
  return { ...result, files: Object.entries(after).filter(([name]) => name !== 'plan.yaml') };
}
