import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command } from './command.js';

const recorded = (name: string) => readFileSync(new URL(`../fixtures/listings/${name}`, import.meta.url), 'utf8');
const RECORDED = ['ss.txt', 'netstat.txt', 'lsof.txt', 'proc-net.txt', 'osquery.json', 'ansible-facts.txt', 'nmap.xml'];
const files = Object.fromEntries(['plan.yaml', ...RECORDED].map((name) => [name, recorded(name)]));

interface Port {
  readonly port: number;
  readonly protocol: string;
  readonly state: string;
  readonly owner?: string;
  readonly isDifference: boolean;
}

async function verified(file: string, plan = 'plan.yaml', more: Readonly<Record<string, string>> = {}) {
  const world = { files: { ...files, ...more } };
  const { stdout, code, stderr } = await command(
    'verify',
    plan,
    '--listing',
    `app1=${file}`,
    '--format',
    'json',
    world,
  );
  return { code, stderr, host: JSON.parse(stdout).hosts[0] as { ports: Port[]; hints: string[] } };
}

/** What the recorded host differs in, by port; what only those formats tell that name processes or addresses is apart. */
const DIFFERENCES = [
  '8080 not planned',
  '8246 closed',
  '9449 not planned',
  '9450 closed',
  '9769 not planned',
  '9770 closed',
  '10717 not planned',
  '10718 closed',
];
const differences = ({ ports }: { ports: Port[] }) =>
  ports.filter(({ isDifference }) => isDifference).map(({ port, state }) => `${port} ${state}`);

describe('verify against a recorded host of six products', () => {
  it.each(RECORDED)('%s has the same differences', async (file) => {
    const { code, host } = await verified(file);
    const found = differences(host).filter((difference) => !/^(9211|9452) /.test(difference));
    expect(code).toBe(1);
    expect(found).toEqual(DIFFERENCES);
    expect(host.hints).toEqual([
      '3 of 3 closed ports of is are open 1 lower: it runs at offset 6, and the plan says 7',
    ]);
  });

  it.each(RECORDED.filter((file) => file !== 'nmap.xml'))(
    '%s tells that a port is bound to the loopback',
    async (file) => {
      expect(differences((await verified(file)).host)).toContain('9211 bound elsewhere');
    },
  );

  it.each(['ss.txt', 'netstat.txt', 'lsof.txt', 'osquery.json', 'ansible-facts.txt'])(
    '%s tells who has a port of another',
    async (file) => {
      const { host } = await verified(file);
      expect(host.ports.find(({ port }) => port === 9452)).toMatchObject({
        state: 'held by another',
        owner: 'broker servlet-https',
        process: expect.stringMatching(/^nginx \(pid \d+\)$/),
      });
    },
  );

  it('leaves out the random ports of a JVM, and software that the plan has under occupied', async () => {
    const { host } = await verified('ss.txt');
    const others = host.ports.filter(({ state }) => state === 'not planned').map(({ port }) => port);
    expect(others).toEqual([6010, 8080, 9449, 9769, 10717]);
  });

  it('does not judge from outside what is bound to the loopback', async () => {
    const { host } = await verified('nmap.xml');
    expect(host.ports.find(({ port }) => port === 10399)).toMatchObject({ state: 'not judged', isDifference: false });
  });

  it('has nothing to say where the plan is right', async () => {
    const plan = recorded('plan.yaml')
      .replace('by: sshd }', 'by: sshd }, { port: 8080, by: nginx }, { port: 9452, by: nginx }')
      .replace('offset: 7', 'offset: 6')
      .replace('offset: 3 }', 'offset: 3, disable: [passthrough-https] }')
      .replace('offset: 9 }', 'offset: 9, disable: [servlet-https] }')
      .replace('offset: 20 }', 'offset: 20, ports: { management-api-http: { bind: 127.0.0.1 } } }');
    for (const file of ['ss.txt', 'lsof.txt', 'osquery.json']) {
      const { code, host } = await verified(file, 'right.yaml', { 'right.yaml': plan });
      expect(differences(host)).toEqual([]);
      expect(code).toBe(0);
    }
  });
});

describe('verify with a log', () => {
  const PLAN = `version: 1
hosts: { app1: {}, app2: {} }
nodes:
  am: { host: app1, product: wso2am, version: 2.0.0, offset: 2 }
  mi: { host: app1, product: wso2mi, version: 1.2.0 }
  esb: { host: app2, product: wso2esb, version: 4.8.1, offset: 3 }
  broker: { host: app2, product: wso2ei-broker, version: 6.5.0, offset: 9 }
  si: { host: app2, product: wso2si, version: 4.2.0 }
`;
  const LOGS = {
    am: [
      'HTTP Listener started on 0.0.0.0:8282',
      'HTTPS Listener started on 0.0.0.0:8245',
      'Thrift SSL port : 7713',
      'Thrift port : 7613',
      'AMQP Host Address : 0.0.0.0 Port : 5674',
      'HTTPS port : 9445',
    ],
    mi: [
      'Pass-through EI_INTERNAL_HTTP_INBOUND_ENDPOINT Listener started on 0.0.0.0:9201',
      'Pass-through HTTP Listener started on 0.0.0.0:8290',
      'Pass-through HTTPS Listener started on 0.0.0.0:8253',
    ],
    esb: [
      'HttpCoreNIOSSLListener HTTPS Listener started on 0:0:0:0:0:0:0:0:8246',
      'HTTP Listener started on 0:0:0:0:0:0:0:0:8283',
      'JMX Service URL  : service:jmx:rmi://localhost:11114/jndi/rmi://localhost:10002/jmxrmi',
      'Mgt Console URL  : https://172.17.0.2:9446/carbon/',
    ],
    broker: ['Server binded host: 0.0.0.0, port: 1892', 'BRK-1002 : Starting : Listening on TCP port 5681'],
    si: ['HTTP(S) Interface starting on host 0.0.0.0 and port 7070'],
  };
  const text = (lines: readonly string[]) => lines.map((each) => `INFO {a.b} - ${each}\n`).join('');
  const logFiles = Object.fromEntries(Object.entries(LOGS).map(([node, lines]) => [`${node}.log`, text(lines)]));
  const run = (node: string, log: string) =>
    command('verify', 'plan.yaml', '--listing', `${node}=${node}.log`, '--format', 'json', {
      files: { 'plan.yaml': PLAN, ...logFiles, [`${node}.log`]: log },
    });

  it.each(Object.entries(LOGS))('%s started what the plan says', async (node, lines) => {
    const { code, stdout } = await run(node, text(lines));
    const [{ ports }] = JSON.parse(stdout).hosts;
    const open = ports.filter(({ state }: Port) => state === 'open');
    expect(code).toBe(0);
    expect(open.length).toBeGreaterThanOrEqual(lines.length);
    expect(ports.every(({ owner }: Port) => owner?.startsWith(`${node} `))).toBe(true);
  });

  it.each(['am', 'mi', 'esb', 'broker'] as const)('%s started at another offset than planned', async (node) => {
    const moved = text(LOGS[node]).replaceAll(/\d{4,5}(?=\D*$|\/)/gm, (port) => String(Number(port) + 100));
    const { code, stdout } = await run(node, moved);
    expect(code).toBe(1);
    expect(differences(JSON.parse(stdout).hosts[0])).not.toEqual([]);
  });
});

describe('verify and goss', () => {
  it('say the same of what listens', async () => {
    const { port } = parse((await command('export', 'goss', 'plan.yaml', { files })).stdout);
    const { host } = await verified('ss.txt');
    const listens = (number: number) => new RegExp(`^tcp +LISTEN .*:${number} `, 'm').test(recorded('ss.txt'));
    const failing = Object.entries<{ listening: boolean }>(port)
      .filter(([key, test]) => listens(Number(key.split(':').at(-1))) !== test.listening)
      .map(([key]) => Number(key.split(':').at(-1)));
    const closed = host.ports.filter(({ state }) => state === 'closed').map((entry) => entry.port);
    expect(Object.keys(port)).toHaveLength(host.ports.filter(({ state }) => state !== 'not planned').length);
    expect(failing).toEqual(closed);
  });
});

describe('verify for people and machines', () => {
  it('shows the differences alone', async () => {
    const { stdout } = await command('verify', 'plan.yaml', '--listing', 'app1=ss.txt', { files });
    expect(stdout).toContain('app1 (ss): 37 open, 4 closed, 1 held by another, 1 bound elsewhere, 5 not planned');
    expect(stdout).toMatch(
      /^bound elsewhere +9211\/tcp +mi management-api-http +java \(pid \d+, mi\) on 127\.0\.0\.1$/m,
    );
    expect(stdout).toContain('also open, below 1024 or on the loopback: 6010/tcp sshd (pid 812)');
    expect(stdout).not.toContain('8263');
  });

  it('shows them in Markdown', async () => {
    const { stdout } = await command('verify', 'plan.yaml', '--listing', 'app1=ss.txt', '--format', 'markdown', {
      files,
    });
    expect(stdout).toContain('| **held by another** | **9452/tcp** | **broker servlet-https** |');
  });

  it('is a test for each port in JUnit', async () => {
    const { stdout } = await command('verify', 'plan.yaml', '--listing', 'app1=nmap.xml', '--format', 'junit', {
      files,
    });
    expect(stdout).toContain('<testsuite name="app1" tests="47" failures="9" errors="0" skipped="1">');
    expect(stdout).toContain('message="8246/tcp esb passthrough-https is closed"');
    expect(stdout.match(/<testcase /g)).toHaveLength(47);
  });

  it('says of which hosts there is no listing', async () => {
    const plan = `${recorded('plan.yaml').replace('hosts:', 'hosts:\n  app2: {}')}  far: { host: app2, product: wso2mi, version: 4.2.0 }\n`;
    const { stderr } = await verified('ss.txt', 'two.yaml', { 'two.yaml': plan });
    expect(stderr).toContain('no listing of app2: nothing is said of them');
  });

  it('reads a listing from standard input, of the only host without its name', async () => {
    const { code, stdout } = await command('verify', 'plan.yaml', '--listing', '-', {
      files,
      stdin: recorded('ss.txt'),
    });
    expect(code).toBe(1);
    expect(stdout).toContain('app1 (ss)');
  });

  it('puts several listings of one host together', async () => {
    const [four = '', six = ''] = recorded('proc-net.txt').split(/(?=^ {2}sl +local_address +remote)/m);
    const world = { files: { ...files, 'tcp.txt': four, 'tcp6.txt': six } };
    const both = await command('verify', 'plan.yaml', '--listing', 'app1=tcp.txt', '--listing', 'app1=tcp6.txt', world);
    expect(both.stdout).toContain('app1 (proc-net): 38 open, 4 closed');
    const one = await command('verify', 'plan.yaml', '--listing', 'app1=tcp.txt', world);
    expect(one.stdout).toMatch(/42 not judged/);
  });
});

describe('verify and mistakes', () => {
  it.each([
    [[], 'name what a host lists'],
    [['--listing', 'app2=ss.txt'], 'neither a host nor a node "app2"; did you mean "app1"?'],
    [['--listing', 'app1=plan.yaml'], 'this is none of ss, netstat, lsof'],
    [['--listing', 'app1=missing.txt'], 'no such file or directory'],
    [['--listing', 'app1=-'], 'it is empty; did the command fail'],
    [['--listing', 'app1=-', '--listing', '-'], 'standard input is the listing of one host'],
  ])('%j ends in 2', async (args, message) => {
    const { code, stderr } = await command('verify', 'plan.yaml', ...args, { files });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('refuses a listing that is no text', async () => {
    const prepare = (folder: string) => writeFileSync(join(folder, 'bad.txt'), Buffer.from([0xff, 0xfe, 0xfd]));
    const { code, stderr } = await command('verify', 'plan.yaml', '--listing', 'app1=bad.txt', { files, prepare });
    expect(code).toBe(2);
    expect(stderr).toContain('--listing app1=bad.txt: ');
  });

  it('asks of which host a listing is, where there are several', async () => {
    const two = recorded('plan.yaml').replace('hosts:', 'hosts:\n  app2: {}');
    const { code, stderr } = await command('verify', 'plan.yaml', '--listing', 'ss.txt', {
      files: { ...files, 'plan.yaml': two },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('say of which host it is');
  });

  it('asks for a host where the plan has none', async () => {
    const world = { files: { ...files, 'plan.yaml': 'version: 1\nhosts: {}\nnodes: {}\n' } };
    const { code, stderr } = await command('verify', 'plan.yaml', '--listing', 'ss.txt', world);
    expect([code, stderr]).toEqual([2, expect.stringContaining('as in --listing app1=ss.txt')]);
  });

  it('ends in 1 where the host is as planned and the plan has a finding', async () => {
    const plan = `version: 1\nhosts: { app1: {} }\nnodes: { mi: { host: app1, product: wso2mi, version: 4.2.0, links: { nothing: { to: mi } } } }\n`;
    const lines = [8253, 8290, 9164, 9201].map((port) => `LISTEN 0 5 *:${port} *:*\n`).join('');
    const stdin = `State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n${lines}`;
    const { code } = await command('verify', 'plan.yaml', '--listing', '-', { files: { 'plan.yaml': plan }, stdin });
    expect(code).toBe(1);
  });

  it('ends in 1 for a broken plan, and in 2 for several', async () => {
    const broken = await command('verify', 'plan.yaml', '--listing', 'app1=ss.txt', {
      files: { ...files, 'plan.yaml': 'version: 1\n' },
    });
    expect(broken.code).toBe(1);
    const several = await command('verify', 'plan.yaml', 'b.yaml', '--listing', 'app1=ss.txt', {
      files: { ...files, 'b.yaml': recorded('plan.yaml') },
    });
    expect(several.code).toBe(2);
  });
});
