import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../src/report/export/registry.js';
import { command } from './command.js';

// What is written is given to the programs that it is for. Where one is not installed, its tests are skipped.

const PLAN = `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts:
  apim-gateway-01.prod.internal: { addresses: [10.0.0.5, "2001:db8::5", gw] }
  km.internal: { addresses: [10.0.0.7] }
  lb.internal: { addresses: [10.0.0.2], forwards: [{ port: 443, to: ["gateway:passthrough-https"] }] }
  box: { on: km.internal, publish: ["8290:8290", "7000-7010:7000-7010"] }
nodes:
  gateway:
    host: apim-gateway-01.prod.internal
    profile: gateway-worker
    offset: 2
    links: { key-validation-thrift: { to: key-manager, port: 10402 } }
  key-manager: { host: km.internal, profile: api-key-manager, offset: 5, bind: 10.0.0.7 }
  mi:
    host: box
    product: wso2mi
    version: 4.2.0
    dials:
      - { to: "db.corp:3306", purpose: 'the "db" $\{x} -- <b> {{ y }} # 1' }
      - { to: "[2001:db8::9]:5672", purpose: broker }
`;

const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (program: string, args: readonly string[], input = '') =>
  spawnSync(program, args, { cwd: folder, encoding: 'utf8', input });
const works = (program: string, args: readonly string[], input?: string) => run(program, args, input).status === 0;

/** Exports into a folder of the format; returns the paths of what was written. */
async function exported(format: ExportFormat): Promise<readonly string[]> {
  const { code } = await command('export', format, 'plan.yaml', '--output', join(folder, format), {
    files: { 'plan.yaml': PLAN },
  });
  expect(code).toBe(0);
  return readdirSync(join(folder, format), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

// A rule set is checked by the kernel, which lets root do that, or anybody in a network namespace of their own.
const NFT = ['nft -c -f -', 'unshare --map-root-user --net nft -c -f -'].find((line) =>
  works('sh', ['-c', line], 'table inet x {}\n'),
);

describe('nft', () => {
  it.skipIf(NFT === undefined)('accepts the chains in a table', async () => {
    const files = await exported('nft');
    expect(files).toHaveLength(3);
    for (const file of files) {
      const { status, stderr } = run('sh', ['-c', NFT ?? ''], `table inet filter {\n${readFileSync(file, 'utf8')}}\n`);
      expect(status, stderr).toBe(0);
    }
  });
});

describe('firewalld', () => {
  const check = ['--system-config', join(folder, 'etc'), '--check-config'];
  beforeAll(() => {
    mkdirSync(join(folder, 'etc', 'zones'), { recursive: true });
    writeFileSync(join(folder, 'etc', 'firewalld.conf'), 'DefaultZone=public\n');
  });

  it.skipIf(!works('firewall-offline-cmd', ['--version']))('accepts the zones, each on its machine', async () => {
    const zone = join(folder, 'etc', 'zones', 'wso2.xml');
    const files = await exported('firewalld');
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect(file.endsWith('/wso2.xml')).toBe(true);
      writeFileSync(zone, readFileSync(file));
      const { status, stderr } = run('firewall-offline-cmd', check);
      expect(status, stderr).toBe(0);
      const rules = run('firewall-offline-cmd', [...check.slice(0, 2), '--zone', 'wso2', '--list-rich-rules']).stdout;
      expect(rules.match(/accept$/gm)).toHaveLength(readFileSync(file, 'utf8').match(/<rule /g)?.length ?? 0);
    }
    // A file that is called as the machine names no zone.
    writeFileSync(join(folder, 'etc', 'zones', 'km.internal.xml'), readFileSync(zone));
    expect(run('firewall-offline-cmd', check).status).not.toBe(0);
  });
});

describe('Ansible', () => {
  it.skipIf(!works('ansible-inventory', ['--version']))('reads the variables of each host', async () => {
    const names = (await exported('ansible')).map((file) => file.replace(/^.*\/|\.yaml$/g, ''));
    mkdirSync(join(folder, 'inventory'));
    writeFileSync(join(folder, 'inventory', 'hosts'), `${names.join('\n')}\n`);
    run('cp', ['-r', 'ansible', 'inventory/host_vars']);
    const { stdout, stderr } = run('ansible-inventory', ['--inventory', join('inventory', 'hosts'), '--list']);
    const { hostvars } = JSON.parse(stdout)._meta;
    expect(Object.keys(hostvars).sort(), stderr).toEqual(names.sort());
    expect(hostvars['km.internal']).toMatchObject({ ansible_host: '10.0.0.7', wso2_nodes: [{ offset: 5 }] });
  });
});

describe('Prometheus', () => {
  it.skipIf(!works('promtool', ['--version']))('finds the targets', async () => {
    await exported('blackbox');
    const files = join(folder, 'blackbox', '*.yaml');
    const config = `scrape_configs: [{ job_name: wso2, metrics_path: /probe, file_sd_configs: [{ files: [${files}] }] }]\n`;
    writeFileSync(join(folder, 'prometheus.yaml'), config);
    expect(run('promtool', ['check', 'config', 'prometheus.yaml']).status).toBe(0);
    const found = run('promtool', ['check', 'service-discovery', '--timeout=1s', 'prometheus.yaml', 'wso2']);
    const targets: { labels: Record<string, string> }[] = JSON.parse(found.stdout);
    expect(targets.map(({ labels }) => labels.__address__)).toEqual(
      expect.arrayContaining(['db.corp:3306', '[2001:db8::9]:5672', 'km.internal:10402']),
    );
    expect(targets.every(({ labels }) => labels.__param_module === 'tcp_connect')).toBe(true);
  });
});

describe('terraform', () => {
  it.skipIf(!works('terraform', ['version']))('parses the files, and would not format them differently', async () => {
    await exported('terraform-aws');
    const { status, stdout, stderr } = run('terraform', ['fmt', '-check', '-diff', 'terraform-aws']);
    expect(status, stdout + stderr).toBe(0);
    writeFileSync(join(folder, 'terraform-aws', 'broken.tf'), 'resource "a" {\n');
    expect(run('terraform', ['fmt', '-check', 'terraform-aws']).status).not.toBe(0);
  });
});
