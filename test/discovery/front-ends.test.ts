import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { discovered } from '../configuration/reading.js';

const AM = '  am: { image: "wso2/wso2am:4.2.0" }\n';
const compose = (proxy: string) => `services:\n${AM}  proxy: { ${proxy} }\n`;
const PROXY = 'image: nginx, ports: ["443:443"], volumes: ["./lb:/etc/nginx/conf.d"]';
const site = (target: string, name = 'am.example.com', port = 443) =>
  `server { listen ${port}; server_name ${name}; proxy_pass ${target}; }\n`;

const hostsOf = (files: Readonly<Record<string, string>>) => discovered(files).deployments[0]?.document.hosts;

describe('a front end', () => {
  it('is the container that sees its files, with names, published ports and what it leads to', () => {
    const files = {
      'compose.yaml': compose(PROXY),
      'lb/pool.conf': 'upstream nodes { server am:9443; server elsewhere:9443; }\n',
      'lb/am.conf': site('https://nodes'),
    };
    expect(hostsOf(files)).toEqual({
      localhost: {},
      am: { on: 'localhost' },
      proxy: {
        on: 'localhost',
        addresses: ['am.example.com'],
        publish: ['443:443'],
        forwards: [{ port: 443, to: ['am:9443'], scheme: 'https', by: 'nginx' }],
      },
    });
  });

  it('is the only container of its program where nobody mounts the file', () => {
    const files = { 'compose.yaml': compose('image: "haproxy:3", ports: ["443:443"]'), 'lb/haproxy.cfg': HAPROXY };
    expect(hostsOf(files)?.proxy).toMatchObject({ forwards: [{ port: 443, to: ['am:9443'], by: 'haproxy' }] });
  });

  it('is a host of its own where no container runs it', () => {
    const files = { 'compose.yaml': `services:\n${AM}`, 'lb/haproxy.cfg': HAPROXY };
    expect(hostsOf(files)?.haproxy).toEqual({ forwards: [{ port: 443, to: ['am:9443'], by: 'haproxy' }] });
  });

  it('takes ports of the machine that it passes on to', () => {
    const files = {
      'am/repository/conf/deployment.toml': '[server]\nhostname = "localhost"\n[apim.throttling]\nx = 1\n',
      'lb/am.conf': site('https://127.0.0.1:9443'),
    };
    expect(hostsOf(files)).toMatchObject({
      localhost: {},
      nginx: { on: 'localhost', publish: ['443:443'], forwards: [{ port: 443, to: ['localhost:9443'] }] },
    });
  });

  it('has a host for each name with a port of its own, beside the first one', () => {
    const files = {
      'compose.yaml': compose(PROXY),
      'lb/am.conf': `${site('https://am:9443')}${site('https://am:8243', 'gw.example.com')}${site('https://am:8099', '', 8099)}`,
    };
    expect(hostsOf(files)).toMatchObject({
      proxy: { addresses: ['am.example.com'], forwards: [{ to: ['am:9443'] }, { port: 8099 }] },
      'gw.example.com': { kind: 'ingress', forwards: [{ port: 443, to: ['am:8243'] }] },
    });
  });

  it('has a host for a name that is the first one of another port', () => {
    const files = {
      'compose.yaml': compose('image: nginx, ports: ["443:9443"], volumes: ["./lb:/etc/nginx/conf.d"]'),
      'lb/am.conf': `${site('https://am:8243', 'gw.example.com', 9443)}${site('http://am:9763', 'am.example.com', 9763)}${site('https://am:9443', 'am.example.com', 9443)}`,
    };
    const hosts = hostsOf(files);
    expect(hosts?.proxy).toMatchObject({ addresses: ['gw.example.com'] });
    // Clients come through the machine, where 443 is published.
    expect(hosts?.['am.example.com']).toMatchObject({
      kind: 'ingress',
      forwards: [
        { port: 9763, to: ['am:9763'] },
        { port: 9443, to: ['am:9443'] },
        { port: 443, to: ['am:9443'] },
      ],
    });
  });

  it('serves its names itself, also where a link gives them to a container', () => {
    const files = {
      'compose.yaml': `services:
  am: { image: "wso2/wso2am:4.2.0", links: ["proxy:am.example.com", "proxy:gw.example.com", "proxy:lb"] }
  proxy: { ${PROXY} }
`,
      'lb/am.conf': `${site('https://am:8243', 'gw.example.com')}${site('https://am:9443')}`,
    };
    const hosts = hostsOf(files);
    expect(hosts?.proxy?.addresses).toEqual(['lb', 'gw.example.com']);
    expect(hosts?.['am.example.com']).toMatchObject({ kind: 'ingress', forwards: [{ to: ['am:9443'] }] });
  });

  it('is in the deployment of its own compose project alone', () => {
    const project = (name: string) => ({
      [`${name}/compose.yaml`]: compose(PROXY),
      [`${name}/lb/am.conf`]: site('https://am:9443', `${name}.example.com`),
    });
    const found = discovered({ ...project('one'), ...project('two') }).deployments;
    expect(found.map(({ document }) => document.hosts.proxy?.addresses)).toEqual([
      ['one.example.com'],
      ['two.example.com'],
    ]);
  });

  it('may pass on to another one', () => {
    const files = {
      'compose.yaml': compose(PROXY),
      'lb/am.conf': site('https://am:9443'),
      'outer/haproxy.cfg': HAPROXY.replace('am:9443', 'proxy:443'),
    };
    expect(hostsOf(files)?.haproxy).toMatchObject({ forwards: [{ port: 443, to: ['proxy:443'] }] });
  });

  it('takes ports as any container does where nothing it passes on is in the deployment', () => {
    const files = { 'compose.yaml': compose(PROXY), 'lb/am.conf': site('https://elsewhere:9443') };
    expect(hostsOf(files)).toEqual({
      localhost: { occupied: [{ port: 443, by: 'compose service proxy' }] },
      am: { on: 'localhost' },
    });
  });

  it('runs on the machine itself in the network of the host', () => {
    const files = {
      'compose.yaml': compose(`network_mode: host, ${PROXY}`),
      'lb/am.conf': site('https://am:9443'),
    };
    expect(hostsOf(files)?.proxy).toMatchObject({ on: 'localhost', publish: ['443:443'] });
  });

  it('is judged: a port behind it on which nothing listens is found in its file, and is what links lead to', async () => {
    const files = { 'compose.yaml': compose(PROXY), 'lb/am.conf': site('https://am:9444') };
    const { stdout } = await command('check', '.', '--format', 'json', { files });
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.map(({ rule, file, range }) => [rule, file, range.start.column])).toEqual([
      ['forward-mismatch', 'lb/am.conf', 61],
    ]);
  });

  it('is written by import', async () => {
    const files = { 'compose.yaml': compose(PROXY), 'lb/am.conf': site('https://am:9443') };
    const { stdout } = await command('import', '.', { files });
    expect(stdout).toContain('- { port: 443, scheme: https, to: ["am:9443"], by: nginx } # proxy_pass (lb/am.conf:1)');
    const checked = await command('check', 'topology.yaml', { files: { ...files, 'topology.yaml': stdout } });
    expect(checked.code).toBe(0);
  });
});

const HAPROXY = 'frontend f\n  bind :443\n  default_backend b\nbackend b\n  server am am:9443 check\n';
