const MI = 'product: wso2mi, version: 4.2.0';
const IS = 'product: wso2is, version: 5.11.0';
const AM = (profile: string, version = '4.2.0') => `product: wso2am, version: ${version}, profile: ${profile}`;

/** A gateway of 2.6.0 with these links, and a key manager with these fields; each on a host of its own. */
const THRIFT = (links: string, km = '', hosts = '', more = '') => `
hosts: { gw: {}, km: { addresses: ["fe80::5", 10.0.0.5, 10.0.0.6, km.corp] }, ${hosts} }
nodes:
  gw: { host: gw, ${AM('gateway-worker', '2.6.0')}, links: { ${links} } }
  km: { host: km, ${AM('api-key-manager', '2.6.0')}, ${km} }
${more}`;

/** Plans by what they show. */
export const EXPANDED: Readonly<Record<string, string>> = {
  'a key manager that is named right': THRIFT('key-validation-ws: { to: km, url: "https://km:9443/services/" }'),
  'by each of its names': THRIFT(
    'key-validation-ws: { url: "https://10.0.0.5:9443" }, block-conditions: { url: "https://KM.corp:9443" }, oauth-proxy: { url: "https://km.corp.:9443" }',
  ),
  'at another port, and at one of another listener': THRIFT(
    'key-validation-ws: { url: "https://km:9444" }, block-conditions: { url: "https://km:9763" }, oauth-proxy: { to: km, url: "https://km:9445" }',
  ),
  'at another port with an offset': THRIFT('key-validation-ws: { url: "https://km:9443" }', 'offset: 3'),
  'with another scheme': THRIFT(
    'key-validation-ws: { url: "http://km:9443" }, block-conditions: { url: "https://km:9763" }',
  ),
  'without a port': THRIFT('key-validation-ws: { url: "https://km/services" }, block-conditions: { url: "km" }'),
  'with a variable': THRIFT(
    'key-validation-ws: { url: "https://${km.host}:9443" }, block-conditions: { url: "https://km:${km.port}" }, oauth-proxy: { url: "https://km:${mgt.transport.https.port}" }',
  ),
  'by a text that is none': THRIFT(
    'key-validation-ws: { url: "https://:9443" }, block-conditions: { url: "/services" }',
  ),
  'outside of the plan': THRIFT(
    'key-validation-ws: { url: "https://elsewhere.org:9443" }, block-conditions: { url: "https://empty:9443" }',
    '',
    'empty: {}',
  ),
  'on a host with other software': THRIFT(
    'key-validation-ws: { url: "https://db:9443" }, block-conditions: { url: "https://db:9444" }',
    '',
    'db: { occupied: [{ port: 9443 }] }',
  ),
  'on the own host': THRIFT(
    'key-validation-ws: { url: "https://localhost:9443" }, block-conditions: { url: "https://gw:9999" }',
  ),
  'that closes its listener': THRIFT(
    'key-validation-ws: { to: km, url: "https://km:9443" }, block-conditions: { url: "https://km:9443" }',
    'disable: [servlet-https]',
  ),
  'of an unknown product': THRIFT(
    'key-validation-ws: { url: "https://x:9443" }, block-conditions: { url: "https://km:9443" }',
    '',
    'x: {}',
    `  x: { host: x, product: wso2xx, version: 1.0.0 }`,
  ),
  'of an unknown profile': `
hosts: { gw: {}, km: {} }
nodes:
  gw: { host: gw, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://km:9443" } } }
  km: { host: km, ${AM('api-key-managr', '2.6.0')} }
`,
  'bound to one address': THRIFT(
    'key-validation-ws: { url: "https://10.0.0.5:9443" }, block-conditions: { url: "https://10.0.0.6:9443" }, oauth-proxy: { url: "https://km:9443" }',
    'bind: 10.0.0.5',
  ),
  'bound to an IPv6 address': THRIFT(
    'key-validation-ws: { url: "https://[FE80::5]:9443" }, block-conditions: { url: "https://10.0.0.6:9443" }',
    'bind: "fe80::5"',
  ),
  'bound to its loopback': THRIFT('key-validation-ws: { url: "https://km:9443" }', 'bind: 127.0.0.1'),
  'in a container': `
hosts:
  gw: {}
  machine: { addresses: [10.0.0.9] }
  km: { on: machine, publish: ["19443:9443", "127.0.0.1:29443:9443"] }
  beside: { on: machine }
nodes:
  gw: { host: gw, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://machine:19443" }, block-conditions: { url: "https://km:9443" }, oauth-proxy: { url: "https://machine:29443" } } }
  gw2: { host: beside, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://machine:19443" }, block-conditions: { url: "https://km:9443" }, oauth-proxy: { url: "https://km:19443" } } }
  gw3: { host: machine, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://localhost:29443" }, block-conditions: { url: "https://localhost:19443" } } }
  km: { host: km, ${AM('api-key-manager', '2.6.0')} }
`,
  'behind front ends': `
hosts:
  gw: {}
  km1: {}
  km2: {}
  lb: { forwards: [{ port: 443, to: ["km1:9443", "km2:9443"] }, { port: 8443, to: ["km1:servlet-https"] }, { port: 80, to: ["km1:9763"] }] }
  outer: { forwards: [{ port: 1443, to: ["lb:443"] }, { port: 1444, to: ["lb:444"] }, { port: 1445, to: ["km1:9445"] }] }
  empty: { addresses: [front.corp] }
nodes:
  gw: { host: gw, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://lb:443" }, block-conditions: { url: "https://outer:1443" }, oauth-proxy: { url: "https://lb:8443" } } }
  gw2: { host: gw, offset: 1, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://lb:80" }, block-conditions: { url: "https://outer:1444" }, oauth-proxy: { url: "https://front.corp/" } } }
  gw3: { host: gw, offset: 2, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://lb:9443" }, block-conditions: { to: km1, url: "https://lb:443" }, oauth-proxy: { to: km2, url: "https://lb:8443" } } }
  gw4: { host: gw, offset: 3, ${AM('gateway-worker', '2.6.0')} }
  km1: { host: km1, ${AM('api-key-manager', '2.6.0')} }
  km2: { host: km2, ${AM('api-key-manager', '2.6.0')} }
`,
  'one of two': THRIFT(
    'key-validation-ws: { url: "https://km2:9443" }',
    '',
    'km2: {}',
    `  km2: { host: km2, ${AM('api-key-manager', '2.6.0')} }`,
  ),
  'one of two on one machine, by the port that is near': THRIFT(
    'key-validation-ws: { url: "https://km:9446" }, block-conditions: { url: "https://km:9450" }',
    '',
    '',
    `  km2: { host: km, ${AM('api-key-manager', '2.6.0')}, offset: 4 }`,
  ),
  'in another group': THRIFT(
    'key-validation-ws: km2',
    'group: one',
    'km2: {}',
    `  km2: { host: km2, ${AM('api-key-manager', '2.6.0')}, group: two }`,
  ),
  'a node that is named and plays another role': `
hosts: { gw: {}, tm: {}, km: {}, is: {} }
nodes:
  gw: { host: gw, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { to: tm, url: "https://tm:9443" }, block-conditions: { to: is, url: "https://is:9443" }, throttle-publish: { to: gw } } }
  tm: { host: tm, ${AM('traffic-manager', '2.6.0')} }
  km: { host: km, ${AM('api-key-manager', '2.6.0')} }
  is: { host: is, ${IS} }
`,
  'lists of ends': `
hosts: { gw: {}, tm1: {}, tm2: {} }
nodes:
  gw: { host: gw, ${AM('gateway-worker')}, links: { throttle-publish: { url: "tcp://tm1:9611|tcp://tm2:9612" }, throttle-publish-auth: [{ to: tm1 }, { to: tm2, port: 9711 }], event-hub-jms: { url: "tcp://tm1:5672" } } }
  gw2: { host: gw, offset: 1, ${AM('gateway-worker')}, links: { throttle-publish: { url: "{tcp://tm1:9611},{tcp://tm2:9611}" } } }
  tm1: { host: tm1, ${AM('traffic-manager')} }
  tm2: { host: tm2, ${AM('traffic-manager')} }
`,
  'nothing but roles': `
hosts: { gw: {}, cp: {}, tm: {} }
nodes:
  gw: { host: gw, ${AM('gateway-worker')} }
  cp: { host: cp, ${AM('control-plane')} }
  tm: { host: tm, ${AM('traffic-manager')} }
`,
  'two all-in-one servers': `
hosts: { a: {}, b: {} }
nodes:
  a: { host: a, ${AM('default')}, enable: [event-duplication] }
  b: { host: b, ${AM('default')}, offset: 1 }
`,
  'members of a cluster': `
hosts: { a: {}, b: {}, c: {} }
defaults: { ${IS}, enable: [cluster-member] }
nodes:
  a: { host: a, links: { cluster-wka-members: { url: "b:4000,c:4001" } } }
  b: { host: b, links: { cluster-wka-members: [a, c] } }
  c: { host: c, offset: 1 }
`,
  'a Micro Integrator and who it may dial': `
hosts: { mi: {}, cp: {}, icp: {} }
nodes:
  mi: { host: mi, ${MI}, links: { service-catalog: { url: "https://cp:9443/api" } }, dials: [{ to: "https://cp:9443/token", purpose: token }, { to: "jdbc:mysql://db:3306/x" }, { to: "http://cp:9443" }, { to: "cp:1" }, { to: "nonsense" }, { to: "\${x}:1" }] }
  cp: { host: cp, ${AM('control-plane')} }
`,
  'pods and their Services': `
hosts:
  gw-pod: { kind: pod, namespace: ns }
  km-pod: { kind: pod, namespace: ns }
  km: { kind: service, namespace: ns, forwards: [{ port: 443, to: ["km-pod:9443"] }] }
  km-all: { kind: service, namespace: ns, forwards: [{ port: 9443, to: ["km-pod:9443", "gw-pod:9443"] }] }
nodes:
  gw: { host: gw-pod, ${AM('gateway-worker', '2.6.0')}, links: { key-validation-ws: { url: "https://km:443" }, block-conditions: { url: "https://km:9443" }, oauth-proxy: { url: "https://kmm:9443" } } }
  km: { host: km-pod, ${AM('api-key-manager', '2.6.0')} }
`,
  'forwards of every kind': `
hosts:
  a: { occupied: [{ port: 7000, by: db }] }
  bare: {}
  lb:
    forwards:
      - { port: 1, to: ["a:9443"] }
      - { port: 2, to: ["a:servlet-https", "b:9443"] }
      - { port: 3, to: ["a:7000"] }
      - { port: 4, to: ["a:7001"] }
      - { port: 5, to: ["bare:1"] }
      - { port: 6, to: ["lb2:1"] }
      - { port: 7, to: ["lb2:9"] }
      - { port: 8, to: ["a:9443"], protocol: udp }
      - { port: 9, to: ["lb:9"] }
      - { port: 10, to: ["a:nothing"] }
  lb2: { forwards: [{ port: 1, to: ["a:9763", "lb:3"] }] }
nodes:
  a: { host: a, ${IS} }
  b: { host: a, ${IS}, offset: 1, disable: [servlet-https] }
`,
  'a product of which little is known': `
products:
  shop:
    name: Shop
    profiles: [front, store]
    roles: { front: [front], store: [store] }
    listeners: [{ id: api, basePort: 8000, purpose: x, sources: [x] }]
    links: [{ id: stock, from: front, to: store, listener: api, enabled: true, sources: [x] }]
hosts: { f: {}, s: {} }
nodes:
  f: { host: f, product: shop, version: '1', profile: front, links: { stock: { url: "http://s:8001" } } }
  s: { host: s, product: shop, version: '1', profile: store }
`,
  'ports that are written': `
hosts: { h: {} }
nodes:
  a: { host: h, ${IS}, offset: 2, ports: { servlet-https: 9500, servlet-http: { bind: 127.0.0.1 }, thrift-authentication: { port: 1 } } }
  b: { host: h, ${AM('traffic-manager', '2.6.0')}, offset: 2, ports: { websocket: 9200, servlet-https: 9500 }, disable: [servlet-http] }
`,
};
