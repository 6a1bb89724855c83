import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LISTING_FORMATS, readListing } from '../../src/listing/listing.js';
import type { Listing } from '../../src/model/listing.js';

const recorded = (name: string) => readFileSync(new URL(`../fixtures/listings/${name}`, import.meta.url), 'utf8');

function listingOf(text: string): Listing {
  const listing = readListing(text);
  if (!listing) throw new Error('no format knows this text');
  return listing;
}

const RECORDED = {
  ss: 'ss.txt',
  netstat: 'netstat.txt',
  lsof: 'lsof.txt',
  'proc-net': 'proc-net.txt',
  osquery: 'osquery.json',
  'ansible-facts': 'ansible-facts.txt',
  nmap: 'nmap.xml',
};

describe('a listing of one host', () => {
  it.each(Object.entries(RECORDED))('is recognised as %s', (format, file) => {
    expect(listingOf(recorded(file)).format).toBe(format);
  });

  it('is recognised by one format only', () => {
    for (const file of Object.values(RECORDED))
      expect(LISTING_FORMATS.filter(({ matches }) => matches(recorded(file)))).toHaveLength(1);
  });

  it.each(Object.entries(RECORDED))('has the same sockets of TCP in %s', (format, file) => {
    const key = ({ protocol, port, address = '*' }: Listing['sockets'][number]) => `${protocol} ${address} ${port}`;
    const tcp = ({ sockets }: Listing) => sockets.filter(({ protocol }) => protocol === 'tcp');
    const all = tcp(listingOf(recorded('ss.txt')));
    // From outside nobody sees the loopback.
    const seen = format === 'nmap' ? all.filter(({ address }) => address === '*') : all;
    expect(
      tcp(listingOf(recorded(file)))
        .map(key)
        .sort(),
    ).toEqual(seen.map(key).sort());
  });

  it.each(['ss.txt', 'netstat.txt', 'lsof.txt', 'osquery.json', 'ansible-facts.txt'])(
    'has the processes in %s',
    (file) => {
      const { sockets } = listingOf(recorded(file));
      expect(sockets.find(({ port }) => port === 9452)?.process).toMatchObject({
        name: 'nginx',
        pid: expect.any(Number),
      });
      expect(sockets.find(({ port }) => port === 22)?.process).toEqual({ name: 'sshd', pid: 812 });
    },
  );
});

describe('ss', () => {
  const HEAD = 'State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n';

  it('without UDP has no column of the protocol, and says nothing of UDP', () => {
    const { sockets, sight } = listingOf(`${HEAD}LISTEN 0 128 [::ffff:127.0.0.1]:9443 *:*\n`);
    expect(sockets).toEqual([{ protocol: 'tcp', port: 9443, address: '127.0.0.1' }]);
    expect(sight.protocols).toEqual(['tcp']);
  });

  it('names the interface of an address, and sockets without a process', () => {
    const line = 'udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:*\ntcp LISTEN 0 5 [::1]:631 [::]:*\nnonsense\n';
    expect(listingOf(`Netid ${HEAD}${line}`).sockets).toEqual([
      { protocol: 'udp', port: 53, address: '127.0.0.53' },
      { protocol: 'tcp', port: 631, address: '::1' },
    ]);
  });
});

describe('netstat', () => {
  it('of Windows and macOS is read as well', () => {
    const windows = `Active Connections\n\n  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:9443           0.0.0.0:0              LISTENING       4711
  TCP    10.0.0.5:50123         10.0.0.7:9443          ESTABLISHED     4711
`;
    expect(listingOf(windows).sockets).toEqual([{ protocol: 'tcp', port: 9443, address: '*', process: { pid: 4711 } }]);
    const mac = `Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
tcp46      0      0  *.9443                 *.*                    LISTEN
tcp4       0      0  10.0.0.5.50123         10.0.0.7.9443          ESTABLISHED
`;
    expect(listingOf(mac).sockets).toEqual([{ protocol: 'tcp', port: 9443, address: '*' }]);
  });

  it('has sockets of UDP without a state', () => {
    const text =
      'Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name\nudp6 0 0 :::45564 :::* 4711/java\n';
    expect(listingOf(text)).toMatchObject({
      sockets: [{ protocol: 'udp', port: 45564, address: '*', process: { name: 'java', pid: 4711 } }],
      sight: { protocols: ['tcp', 'udp'] },
    });
  });
});

describe('/proc/net', () => {
  const HEAD4 = '  sl  local_address rem_address   st tx_queue rx_queue\n';
  const HEAD6 = '  sl  local_address                         remote_address                        st tx_queue\n';

  it('has words in the byte order of the machine', () => {
    const text = `${HEAD4}   0: 0500000A:24E3 00000000:0000 0A 0\n   1: 0500000A:C3CB 0700000A:24E3 01 0\n`;
    expect(listingOf(text)).toMatchObject({
      sockets: [{ protocol: 'tcp', port: 9443, address: '10.0.0.5' }],
      sight: { family: 'ipv4' },
    });
  });

  it('has sockets of UDP that are not connected', () => {
    const text = `${HEAD4}   0: 00000000:B1FC 00000000:0000 07 0\n   1: 00000000:0000 00000000:0000 0A 0\n`;
    expect(listingOf(text)).toMatchObject({
      sockets: [{ protocol: 'udp', port: 45564, address: '*' }],
      sight: { protocols: ['tcp', 'udp'] },
    });
  });

  it('has addresses of IPv4 in sockets of both families', () => {
    const zero = '00000000000000000000000000000000:0000';
    const text = `${HEAD6}   0: 0000000000000000FFFF00000100007F:289D ${zero} 0A 0\n   1: ${zero.slice(0, -4)}24E3 ${zero} 0A 0\n`;
    expect(listingOf(text)).toMatchObject({
      sockets: [
        { port: 10397, address: '127.0.0.1' },
        { port: 9443, address: '*' },
      ],
      sight: { family: 'ipv6' },
    });
  });
});

describe('JSON', () => {
  it('of osquery may have the path of the program, or no process', () => {
    const rows = [
      { pid: '12', port: '9443', protocol: '6', address: '::', path: '/opt/java/bin/java' },
      { pid: '-1', port: '45564', protocol: '17', address: '' },
      { pid: '1', port: '0', protocol: '6', address: '' },
    ];
    expect(listingOf(JSON.stringify(rows)).sockets).toEqual([
      { protocol: 'tcp', port: 9443, address: '*', process: { name: 'java', pid: 12 } },
      { protocol: 'udp', port: 45564 },
    ]);
  });

  it('of Ansible may be stored without the envelope, and without UDP', () => {
    const facts = { tcp_listen: [{ address: '0.0.0.0', port: 9443 }, { port: 0 }] };
    expect(listingOf(JSON.stringify(facts))).toMatchObject({
      sockets: [{ protocol: 'tcp', port: 9443, address: '*' }],
      sight: { protocols: ['tcp'] },
    });
  });

  it('of Ansible may lack names and addresses', () => {
    const facts = {
      ansible_facts: { tcp_listen: [{ port: 9443 }], udp_listen: [{ address: '', port: '45564', pid: 0 }] },
    };
    expect(listingOf(`app1 | SUCCESS => ${JSON.stringify(facts)}`).sockets).toEqual([
      { protocol: 'tcp', port: 9443 },
      { protocol: 'udp', port: 45564 },
    ]);
  });

  it('of another kind is no listing', () => {
    for (const text of ['{"a": 1}', '[1, 2]', '[{"port": 1}]', 'null', '']) expect(readListing(text)).toBeUndefined();
  });
});

describe('nmap', () => {
  const scan = (body: string, services = '1-10000') =>
    `<nmaprun><scaninfo type="connect" protocol="tcp" services="${services}"/><host><ports>${body}</ports></host></nmaprun>`;
  const port = (number: number, state: string) =>
    `<port protocol="tcp" portid="${number}"><state state="${state}"/></port>`;

  it('says which ports it looked at, and not of those that a firewall hides', () => {
    const { sight } = listingOf(
      scan(`<extraports state="closed" count="9"/>${port(9443, 'filtered')}${port(22, 'open')}`),
    );
    expect(sight).toMatchObject({
      outside: true,
      ports: [
        { from: 1, to: 9442 },
        { from: 9444, to: 10000 },
      ],
    });
  });

  it('knows only what it names, where most ports are hidden', () => {
    const { sight } = listingOf(scan(`<extraports state="filtered" count="9"/>${port(9443, 'open')}`));
    expect(sight.ports).toEqual([{ from: 9443, to: 9443 }]);
  });

  it('of UDP, of protocols and ports that are none, and of a state outside of a port is read as far as it goes', () => {
    const text = `<nmaprun><scaninfo protocol="udp" services="4000,x-y"/><scaninfo protocol="sctp" services=""/>
<state state="open"/><port protocol="udp" portid="4000"><state state="open"/></port>
<port protocol="sctp" portid="9"><state state="open"/></port><port protocol="tcp" portid="0"><state state="open"/></port></nmaprun>`;
    expect(listingOf(text)).toMatchObject({
      sockets: [{ protocol: 'udp', port: 4000 }],
      sight: { protocols: ['udp'], ports: [{ from: 4000, to: 4000 }] },
    });
  });

  it('knows nothing of a single port that a firewall hides, nor of the last one of a range', () => {
    const { sight } = listingOf(scan(`${port(1, 'filtered')}${port(10_000, 'open|filtered')}`, '1,9999-10000'));
    expect(sight.ports).toEqual([{ from: 9999, to: 9999 }]);
  });

  it('that was broken off is read up to there', () => {
    expect(listingOf(scan(port(9443, 'open')).slice(0, -30)).sockets).toEqual([{ protocol: 'tcp', port: 9443 }]);
  });
});

describe('the log of a server', () => {
  const log = (...lines: readonly string[]) =>
    lines.map((line) => `[2020-01-01 10:00:00,000]  INFO {a.b.C} - ${line}\n`).join('');
  const portsIn = (text: string) => listingOf(text).sockets.map(({ port }) => port);

  it.each([
    ['PassThroughListeningIOReactorManager Pass-through HTTPS Listener started on 0.0.0.0:8245', [8245]],
    ['HTTP Listener started on 0:0:0:0:0:0:0:0:8280', [8280]],
    ['Pass-through EI_INTERNAL_HTTP_INBOUND_ENDPOINT Listener started on 0.0.0.0:9201', [9201]],
    ['ThriftDataReceiver Thrift receiver started on 0.0.0.0:7711', [7711]],
    ['Thrift SSL port : 7713', [7713]],
    ['Started Binary SSL Transport on port : 9712', [9712]],
    ['AMQP Host Address : 0.0.0.0 Port : 5674', [5674]],
    ['[Broker] BRK-1002 : Starting : Listening on TCP/SSL port 8672', [8672]],
    ['Server binded host: 0.0.0.0, port: 1886', [1886]],
    ['Netty SSL Listener starting on port 8099', [8099]],
    ['Mgt Console URL  : https://localhost:9445/carbon/', [9445]],
    ['HTTPS port       : 9443', [9443]],
    ['HTTP(S) Interface starting on host 0.0.0.0 and port 7070', [7070]],
    ['EventServer starting event listener on 172.30.213.129:11225', [11225]],
    ['Editor Started on : http://192.168.1.5:9390/editor', [9390]],
    ['[ballerina/http] started HTTPS/WSS endpoint 0.0.0.0:9095', [9095]],
    ['JMX Service URL  : service:jmx:rmi://localhost:11113/jndi/rmi://localhost:10001/jmxrmi', [11113, 10001]],
  ])('%s', (line, ports) => {
    expect(portsIn(log(line))).toEqual(ports);
  });

  it('counts from the last start, and says nothing of what was not started', () => {
    const text = log(
      'Starting WSO2 Carbon...',
      'HTTP Listener started on 0.0.0.0:8280',
      'Starting WSO2 Carbon...',
      'HTTP Listener started on 0.0.0.0:8282',
    );
    expect(portsIn(text)).toEqual([8282]);
    expect(listingOf(text).sight.partial).toBe(true);
  });

  it('does not say that a console is the port of the server: it may be that of a proxy', () => {
    expect(listingOf(log('Mgt Console URL  : https://localhost:443/carbon/')).sockets).toEqual([
      { protocol: 'tcp', port: 443, mayBeProxy: true },
    ]);
  });
});
