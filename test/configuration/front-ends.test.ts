import { describe, expect, it } from 'vitest';
import { fragmentsOf } from './reading.js';

/** Ports of a front end as `bind:port/protocol names path -> scheme targets @line:column of the first target`. */
function ports(file: string, text: string): string[] {
  return fragmentsOf({ [file]: text }).flatMap(({ frontEnd }) =>
    (frontEnd?.ports ?? []).map(({ port, protocol, bind = '*', names, path = '/', scheme = 'bytes', to }) => {
      const place = to[0] ? `@${to[0].range.start.line}:${to[0].range.start.column}` : '';
      return `${bind}:${port.value}/${protocol} [${names}] ${path} -> ${scheme} ${to.map(({ value }) => value)} ${place}`;
    }),
  );
}

describe('nginx', () => {
  it('passes requests on by server name and location', () => {
    const text = `http {
  server {
    listen 443 ssl; # the portals
    listen [::]:8443 ssl;
    listen 10.0.0.1:80;
    server_name am.example.com "api.example.com" *.example.com _;
    location / { proxy_pass https://am:9443/; }
    location ~ ^/token { if ($x) { proxy_pass http://gw:8280; } }
  }
}
`;
    const names = '[am.example.com,api.example.com]';
    expect(ports('nginx.conf', text)).toEqual([
      `*:443/tcp ${names} / -> https am:9443 @7:29`,
      `*:443/tcp ${names} ^/token -> http gw:8280 @8:47`,
      `*:8443/tcp ${names} / -> https am:9443 @7:29`,
      `*:8443/tcp ${names} ^/token -> http gw:8280 @8:47`,
      `10.0.0.1:80/tcp ${names} / -> https am:9443 @7:29`,
      `10.0.0.1:80/tcp ${names} ^/token -> http gw:8280 @8:47`,
    ]);
  });

  it('passes bytes on in a stream, and follows variables that the file sets', () => {
    const text = `stream { server { listen 5672 udp; proxy_pass tm:5672; } }
server { listen 81; set $up https://am:9443; proxy_pass $up; }
server { listen 82; proxy_pass https://$host:9443; }
server { listen unix:/run/x.sock; proxy_pass http://am:9763; }
server { proxy_pass http://am:9763; }
`;
    expect(ports('conf.d/am.conf', text)).toEqual([
      '*:5672/udp [] / -> bytes tm:5672 @1:47',
      '*:81/tcp [] / -> https am:9443 @2:57',
    ]);
  });

  it('has pools of servers, without those that are down and sockets of the file system', () => {
    const text = `upstream am {
  ip_hash;
  server am1:9443 weight=2;
  server am2;
  server [2001:db8::1]:9443;
  server am3:9443 down;
  server unix:/run/am.sock;
}
`;
    const [fragment] = fragmentsOf({ 'sites-enabled/am': text });
    expect(fragment?.frontEnd?.pools.get('am')?.map(({ value }) => value)).toEqual([
      'am1:9443',
      'am2:80',
      '[2001:db8::1]:9443',
    ]);
  });

  it('is read as far as its braces go, however deep they are', () => {
    expect(ports('x.conf', `server { listen 80; proxy_pass http://a:1; ${'{'.repeat(300)}`)).toHaveLength(1);
    expect(ports('x.conf', '}}} server { listen 80; location / { proxy_pass http://a:1; } }')).toHaveLength(1);
  });
});

describe('HAProxy', () => {
  it('leads from what frontends bind to the servers of their backends', () => {
    const text = `defaults
  mode http
frontend portals
  bind *:443,:8443 ssl crt /etc/am.pem
  bind 10.0.0.1:80
  use_backend gw if { path_beg /api }
  default_backend am
backend am
  server am1 am1:9443 check ssl verify none # first
  server am2 ipv4@10.0.0.2:9443 ssl
  server am3 am3:9443 ssl disabled
backend gw
  server gw gw:8280 check
`;
    expect(ports('haproxy.cfg', text)).toEqual([
      '*:443/tcp [] / -> http gw:8280 @13:13',
      '*:443/tcp [] / -> https am1:9443,10.0.0.2:9443 @9:14',
      '*:8443/tcp [] / -> http gw:8280 @13:13',
      '*:8443/tcp [] / -> https am1:9443,10.0.0.2:9443 @9:14',
      '10.0.0.1:80/tcp [] / -> http gw:8280 @13:13',
      '10.0.0.1:80/tcp [] / -> https am1:9443,10.0.0.2:9443 @9:14',
    ]);
  });

  it('passes bytes on in TCP mode, which is the default one, and in listen sections', () => {
    const text = `listen brokers
  bind :5672
  server-template tm 2 tm.internal:5672 check
frontend lonely
  bind :1
  default_backend none
backend empty
  server x /run/x.sock
`;
    expect(ports('lb.cfg', text)).toEqual(['*:5672/tcp [] / -> bytes tm.internal:5672 @3:24']);
  });
});

describe('Apache', () => {
  it('passes requests of a virtual host on, to servers and balancers', () => {
    const text = `Listen 443
<Proxy "balancer://gateways">
  BalancerMember https://gw1:8243 route=1
  BalancerMember https://gw2
</Proxy>
<VirtualHost *:443>
  ServerName https://am.example.com:443
  ServerAlias www.example.com *.x
  ProxyPass /static !
  ProxyPass "/carbon" \\
    "https://am:9443/carbon" timeout=5
  <Location /api>
    ProxyPass balancer://gateways/api
  </Location>
</VirtualHost>
`;
    expect(ports('httpd.conf', text)).toEqual([
      '*:443/tcp [am.example.com,www.example.com] /carbon -> https am:9443 @11:5',
      '*:443/tcp [am.example.com,www.example.com] /api -> bytes gw1:8243,gw2:443 @3:18',
    ]);
  });

  it('passes on for the whole server where no virtual host is around, also inside of conditions', () => {
    const text = `Listen 10.0.0.1:8080
<IfModule proxy_module>
  ProxyPass / http://am/
</IfModule>
<VirtualHost _default_:81 name.example.com>
  ProxyPassMatch ^/x http://am:9763
</VirtualHost>
</Strange>
`;
    expect(ports('sites-enabled/am', text)).toEqual([
      '10.0.0.1:8080/tcp [] / -> http am:80 @3:15',
      '*:81/tcp [] ^/x -> http am:9763 @6:22',
      '*:80/tcp [] ^/x -> http am:9763 @6:22',
    ]);
  });
});

it.each([
  ['my.conf', 'key = value\n'],
  ['setup.cfg', '[metadata]\nname = x\n'],
])('%s of another program is left alone', (file, text) => expect(fragmentsOf({ [file]: text })).toEqual([]));
