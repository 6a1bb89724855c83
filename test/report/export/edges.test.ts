import { describe, expect, it } from 'vitest';
import type { ExportHost, ExportPlan } from '../../../src/model/export.js';
import type { Flow } from '../../../src/model/flow.js';
import { type ExportFormat, exporterOf } from '../../../src/report/export/registry.js';

const HOST: ExportHost = {
  id: 'a',
  addresses: ['a'],
  numbers: [],
  nodes: [],
  ports: [],
  dials: [],
  enters: [],
  leaves: [],
};
const FLOW: Flow = {
  sourceHost: 'a',
  sourceNode: 'n',
  sourceAddresses: [],
  destinationHost: '2001:db8::1',
  destinationAddresses: ['2001:db8::1'],
  port: 9443,
  protocol: 'tcp',
  purpose: '',
  link: 'l',
  crossesHosts: true,
  outcome: 'match',
  basis: 'literal',
};
const CONNECTIONS = { file: 'x.yaml', hosts: [], nodes: [], flows: [], open: [], unknown: [] };

async function files(format: ExportFormat, ...hosts: readonly Partial<ExportHost>[]) {
  const plan: ExportPlan = { hosts: hosts.map((host) => ({ ...HOST, ...host })), open: [], unknown: [] };
  return (await exporterOf(format)).files(plan, CONNECTIONS);
}
const textOf = async (format: ExportFormat, ...hosts: readonly Partial<ExportHost>[]) =>
  (await files(format, ...hosts)).map(({ text }) => text).join('');

describe('an address of IPv6', () => {
  it.each(['goss', 'blackbox'] as const)('is in brackets for %s', async (format) => {
    expect(await textOf(format, { dials: [FLOW] })).toContain('[2001:db8::1]:9443');
  });

  it('is a family of its own for firewalls', async () => {
    const leaves = [{ ...FLOW, destinationAddresses: ['2001:db8::1', '10.0.0.1', '10.0.0.2'] }];
    const nft = await textOf('nft', { leaves });
    expect(nft).toContain('ip daddr { 10.0.0.1, 10.0.0.2 } tcp dport 9443');
    expect(nft).toContain('ip6 daddr 2001:db8::1 tcp dport 9443');
  });
});

describe('a host', () => {
  it.each(['goss', 'nft', 'firewalld', 'terraform-aws', 'ansible', 'blackbox', 'hosts', 'networkpolicy'] as const)(
    'of which there is nothing to say has no file for %s',
    async (format) => expect(await files(format, {})).toEqual([]),
  );

  it('whose name is dots alone does not name a folder', async () => {
    expect((await files('blackbox', { id: '..', dials: [FLOW] }))[0]?.name).toBe('_...yaml');
  });

  it('without ports has only what it dials in a gossfile, and the reverse', async () => {
    const port = { port: 1, protocol: 'udp' as const, bind: 'localhost', owner: 'n x', open: true };
    expect(await textOf('goss', { dials: [FLOW] })).not.toContain('port:\n');
    const ports = await textOf('goss', { ports: [port, { ...port, bind: '10.0.0.1', owner: 'n y' }] });
    expect(ports).toContain('  udp:1:\n    title: n x, n y\n');
    expect(ports).not.toContain('addr:');
  });
});

describe('an address that the plan does not have', () => {
  const enters = [{ ...FLOW, sourceHost: 'x--y-', destinationHost: 'a', destinationNode: 'm' }];

  it.each(['nft', 'firewalld', 'terraform-aws'] as const)('is a comment of %s, and is told', async (format) => {
    const written = await files(format, { enters });
    expect(written.flatMap(({ missing = [] }) => missing)).toEqual([
      'the address of x--y- is not in the plan: 9443/tcp, n to m: l',
    ]);
    expect(written.map(({ text }) => text).join('')).toMatch(/the address of x-/);
  });

  it('does not end a comment of XML', async () => {
    const comments = [...(await textOf('firewalld', { enters })).matchAll(/<!--(.*?)-->/g)].map(
      ([, text = '']) => text,
    );
    expect(comments.filter((text) => text.includes('--') || text.endsWith('-'))).toEqual([]);
  });
});

describe('a connection from browsers and applications', () => {
  const enters = [
    { ...FLOW, sourceHost: 'clients', sourceNode: 'clients', destinationHost: 'a', destinationNode: 'm' },
  ];

  it.each([
    ['nft', '  tcp dport 9443 accept comment "clients to m: l"\n'],
    ['firewalld', '  <port port="9443" protocol="tcp"/>\n'],
    ['terraform-aws', 'cidr_ipv4         = var.clients\n'],
  ] as const)('is open to everybody in %s', async (format, line) => {
    expect(await textOf(format, { enters })).toContain(line);
  });
});

describe('terraform-aws', () => {
  it('takes the machine of a container in a container, and one rule for what is dialled twice', async () => {
    const flow = { ...FLOW, sourceHost: 'inner', destinationHost: 'a', destinationNode: 'm' };
    const text = await textOf(
      'terraform-aws',
      { enters: [flow, flow] },
      { id: '1m' },
      { id: 'outer', on: '1m' },
      { id: 'inner', on: 'outer' },
    );
    expect(text.match(/^resource /gm)).toHaveLength(1);
    expect(text).toContain('"_1m_to_a_9443_tcp"');
    expect(text).toContain('var.security_groups["1m"]');
  });

  it('numbers the rules of an end with several addresses, and lets no text be a template', async () => {
    const leaves = [{ ...FLOW, link: '${x} %{y} é', destinationAddresses: ['10.0.0.1', '10.0.0.2'] }];
    const text = await textOf('terraform-aws', { leaves });
    const v6 = await textOf('terraform-aws', { leaves: [FLOW] });
    expect(v6).toContain('cidr_ipv6         = "2001:db8::1/128"');
    expect(text).toContain('_9443_tcp_2"');
    expect(text).not.toMatch(/(?<!\$)\$\{x|(?<!%)%\{y/);
  });
});

describe('a hosts file', () => {
  it('has names for numbers, and none for a host without either', async () => {
    const dials = [{ ...FLOW, destinationHost: 'b' }, { ...FLOW, destinationHost: 'c' }, FLOW];
    const text = await textOf(
      'hosts',
      { dials },
      { id: 'b', addresses: ['b', 'b.corp', '10.0.0.2'], numbers: ['10.0.0.2'] },
      { id: 'c', addresses: ['c'] },
    );
    expect(text).toBe('# a: names that it dials\n10.0.0.2\tb b.corp\n# the address of c is not in the plan\n');
  });
});
