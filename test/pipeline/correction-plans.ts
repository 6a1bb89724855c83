import type { FixOptions } from '../../src/pipeline/fix.js';

interface CorrectedPlan {
  /** The fields of a topology. */
  readonly plan: string;
  readonly options?: Pick<FixOptions, 'prefer' | 'plan'>;
}

const MI = 'product: wso2mi, version: 4.2.0';
const IS = 'product: wso2is, version: 5.11.0';
const AM = (profile: string, version = '2.6.0') => `product: wso2am, version: ${version}, profile: ${profile}`;

/** Plans with something to correct, by what it is. */
export const CORRECTED: Readonly<Record<string, CorrectedPlan>> = {
  'three servers of one kind': {
    plan: `
hosts: { app1: {} }
nodes:
  a: { host: app1, ${MI} }
  b: { host: app1, ${MI} }
  c: { host: app1, ${MI} }
`,
  },
  'three servers of one kind, two of them pinned': {
    plan: `
hosts: { app1: {} }
nodes:
  a: { host: app1, ${IS}, pinned: true }
  b: { host: app1, ${IS}, pinned: true }
  c: { host: app1, ${IS} }
`,
  },
  'a server at the upper end of the range, and one beyond it': {
    plan: `
hosts: { app1: {}, app2: { occupied: [{ ports: 60000-65535 }] } }
nodes:
  a: { host: app1, ${MI}, offset: 56344 }
  b: { host: app1, ${MI}, offset: 56345 }
  c: { host: app1, ${MI}, offset: 57000 }
  d: { host: app2, ${MI}, offset: 57000 }
`,
  },
  'negative offsets, of which one is taken': {
    plan: `
hosts: { app1: {} }
nodes:
  a: { host: app1, ${IS}, offset: -3 }
  b: { host: app1, ${IS}, offset: -3 }
`,
  },
  'an offset that the tool chooses, beside one that is written': {
    plan: `
hosts: { app1: { occupied: [{ port: 8255, by: another }] } }
nodes:
  a: { host: app1, ${MI}, offset: auto }
  b: { host: app1, ${MI}, offset: 1 }
  c: { host: app1, ${MI}, offset: 1 }
  d: { host: app1, ${MI}, offset: auto, pinned: true }
`,
  },
  'equal ports on other addresses, and one of every address': {
    plan: `
hosts: { app1: { addresses: [10.0.0.1, 10.0.0.2] } }
nodes:
  a: { host: app1, ${MI}, bind: 10.0.0.1 }
  b: { host: app1, ${MI}, bind: 10.0.0.2 }
  c: { host: app1, ${MI}, bind: 10.0.0.2, offset: 20 }
  d: { host: app1, ${MI}, offset: 20 }
`,
  },
  'other software on ports of a server': {
    plan: `
hosts: { app1: { occupied: [{ port: 9443, by: tomcat }, { ports: 9444-9450 }, { port: 9451, protocol: udp }] } }
nodes: { a: { host: app1, ${IS} } }
`,
  },
  'a collision that is accepted, beside one that is not': {
    plan: `
hosts: { app1: {}, app2: { occupied: [{ port: 9763 }] } }
nodes:
  a: { host: app1, ${IS} }
  b: { host: app1, ${IS} }
  c: { host: app2, ${IS} }
  d: { host: app2, ${IS} }
ignore:
  - { rule: port-collision, host: app1, reason: one runs at a time }
  - { rule: occupied-port, node: c, reason: stopped before }
`,
  },
  'collisions that no rule looks for': {
    plan: `
hosts: { app1: {} }
nodes: { a: { host: app1, ${IS} }, b: { host: app1, ${IS} } }
rules: { port-collision: off }
`,
  },
  'a server whose fixed port is set by hand, as another one has it': {
    plan: `
hosts: { app1: {} }
nodes:
  a: { host: app1, ${IS}, ports: { servlet-https: 8290 } }
  b: { host: app1, ${MI} }
`,
  },
  'two ports of one server': {
    plan: `
hosts: { app1: {} }
nodes: { a: { host: app1, ${MI}, ports: { passthrough-http: 8243 } } }
`,
  },
  'members of clusters on one machine': {
    plan: `
hosts: { app1: {}, app2: {} }
defaults: { enable: [cluster-member] }
nodes:
  a: { host: app1, ${IS} }
  b: { host: app1, ${IS}, offset: 1 }
  c:
    host: app2
    product: wso2is
    version: 5.11.0
    links: { cluster-wka-members: [{ to: a, url: "app1:4000" }, { to: b, url: "app1:4000" }] }
  d: { host: app1, ${IS}, offset: 2, ports: { cluster-member: 4001 } }
`,
  },
  'a member whose port other software has, up to the last one': {
    plan: `
hosts: { app1: { occupied: [{ ports: 4000-65534 }] }, app2: { occupied: [{ ports: 4000-65535 }] } }
defaults: { enable: [cluster-member], ${IS}, offset: -6000 }
nodes: { a: { host: app1 }, b: { host: app2 } }
`,
  },
  'a member whose written port another one has at its usual one': {
    plan: `
hosts: { app1: {} }
defaults: { enable: [cluster-member], ${IS} }
nodes:
  a: { host: app1, pinned: true }
  b: { host: app1, offset: 3, ports: { cluster-member: 4000 } }
  c: { host: app1, offset: 6, ports: { cluster-member: { port: 4000, bind: 127.0.0.1 } } }
`,
  },
  'members on two addresses of one machine': {
    plan: `
hosts: { app1: { addresses: [10.0.0.1, 10.0.0.2], occupied: [{ port: 4001, bind: 10.0.0.2 }, { port: 4001, protocol: udp }] } }
defaults: { enable: [cluster-member], ${IS} }
nodes:
  a: { host: app1, bind: 10.0.0.1 }
  b: { host: app1, bind: 10.0.0.1, offset: 1 }
  c: { host: app1, bind: 10.0.0.2, offset: 2 }
  d: { host: app1, bind: 10.0.0.2, offset: 1 }
`,
  },
  'a member beside ports that are published and forwarded': {
    plan: `
hosts:
  app1: { forwards: [{ port: 4001, to: ["a:9763"] }] }
  box: { on: app1, publish: ["4002-4005:9443-9446", "4006:9763/udp"] }
defaults: { enable: [cluster-member], ${IS} }
nodes:
  a: { host: app1 }
  b: { host: app1, offset: 1 }
  c: { host: box, disable: [cluster-member] }
rules: { publish-mismatch: off }
`,
  },
  'Thrift servers of 1.10 on one machine': {
    plan: `
hosts: { app1: {}, gw: {} }
nodes:
  km1: { host: app1, ${AM('api-key-manager', '1.10.0')} }
  km2: { host: app1, ${AM('api-key-manager', '1.10.0')}, offset: 1 }
  gw: { host: gw, ${AM('gateway-worker', '1.10.0')}, links: { key-validation-thrift: km2 } }
`,
  },
  'a gateway and a key manager of two offsets': {
    plan: `
hosts: { gw: {}, km: {} }
nodes:
  gateway: { host: gw, ${AM('gateway-worker')}, offset: 2 }
  km: { host: km, ${AM('api-key-manager')}, offset: 5, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`,
  },
  'the same, where the server is to change': {
    options: { prefer: 'server' },
    plan: `
hosts: { gw: {}, km: {} }
nodes:
  gateway: { host: gw, ${AM('gateway-worker')}, offset: 2 }
  km: { host: km, ${AM('api-key-manager')}, offset: 5, ports: { thrift-key-validation: { bind: 0.0.0.0 } } }
`,
  },
  'a traffic manager that has to move, and who names it': {
    plan: `
hosts: { tm: {}, gw: {} }
nodes:
  tm: { host: tm, ${AM('traffic-manager', '4.2.0')} }
  rival: { host: tm, ${IS}, pinned: true }
  one:
    host: gw
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    links:
      throttle-publish: { to: tm, url: "tcp://tm:9611" }
      throttle-publish-auth: { url: "ssl://tm:9711" }
      event-hub-jms: { url: "tcp://tm:5672" }
  two:
    host: gw
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    offset: 1
    links:
      throttle-publish: { to: tm, port: 9611 }
      throttle-publish-auth: { url: "ssl://tm:9712" }
`,
  },
  'one of two traffic managers in lists': {
    plan: `
hosts: { tm1: { occupied: [{ port: 9611 }] }, tm2: {}, gw: {} }
nodes:
  tm1: { host: tm1, ${AM('traffic-manager', '4.2.0')} }
  tm2: { host: tm2, ${AM('traffic-manager', '4.2.0')} }
  gw:
    host: gw
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    links:
      throttle-publish: { url: "tcp://tm1:9611,tcp://tm2:9611" }
      throttle-publish-auth: { url: "ssl://tm2:9711,ssl://tm1:9711" }
`,
  },
  'self-references of servers that move': {
    plan: `
hosts: { app1: {}, app2: {} }
nodes:
  a: { host: app1, ${AM('default')}, ports: { workflow-callback: 9443 } }
  b: { host: app1, ${AM('default')}, ports: { workflow-callback: 9443 } }
  c: { host: app2, ${AM('default')}, offset: 3, ports: { workflow-callback: 9446, jndi-properties: 5672 } }
`,
  },
  'a self-reference that is stale': {
    plan: `
hosts: { app1: {} }
nodes: { a: { host: app1, ${AM('default')}, offset: 3, ports: { workflow-callback: 9443 } } }
`,
  },
  'containers that publish one port': {
    plan: `
hosts:
  app1: { occupied: [{ port: 9444 }] }
  one: { on: app1, publish: ["9443:9443"] }
  two: { on: app1, publish: ["9443:9443", "127.0.0.1:9763:9763"] }
  app2: {}
nodes:
  a: { host: one, product: wso2is, version: 7.0.0 }
  b: { host: two, product: wso2is, version: 7.0.0 }
`,
  },
  'containers that publish ranges': {
    plan: `
hosts:
  app1: {}
  one: { on: app1, publish: ["9443-9444:9443-9444"] }
  two: { on: app1, publish: ["9444-9445:9443-9444"] }
nodes:
  a: { host: one, product: wso2is, version: 7.0.0 }
  b: { host: two, product: wso2is, version: 7.0.0 }
`,
  },
  'a container whose server has to move': {
    plan: `
hosts:
  app1: {}
  box: { on: app1, occupied: [{ port: 9443 }], publish: ["9443:9443", "10443:9443/tcp", "9763:9763"] }
nodes: { a: { host: box, product: wso2is, version: 7.0.0 } }
`,
  },
  'a container that publishes another port than its server has': {
    plan: `
hosts:
  app1: {}
  box: { on: app1, publish: ["9443:9444"] }
nodes: { a: { host: box, product: wso2is, version: 7.0.0 } }
`,
  },
  'a correction that brings another error': {
    plan: `
hosts:
  machine: {}
  box: { on: machine, publish: ["8289-8290:8289-8290"], occupied: [{ port: 9164 }] }
  app1: {}
nodes:
  mi: { host: box, ${MI} }
  a: { host: app1, ${IS} }
  b: { host: app1, ${IS} }
`,
  },
  'a front end on the machine of what it leads to': {
    plan: `
hosts:
  app1: { forwards: [{ port: 9443, to: ["a:9443"] }] }
nodes: { a: { host: app1, ${IS} } }
`,
  },
  'a front end that leads to a port of a server that moves': {
    plan: `
hosts:
  app1: {}
  lb: { forwards: [{ port: 443, to: ["a:9443", "b:9443"] }, { port: 80, to: ["b:servlet-http"] }] }
nodes:
  a: { host: app1, ${IS} }
  b: { host: app1, ${IS} }
`,
  },
  'links that name wrong ports': {
    plan: `
hosts: { cp: {}, gw: {} }
nodes:
  cp: { host: cp, ${AM('control-plane', '4.2.0')}, offset: 2 }
  gw:
    host: gw
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    links:
      key-manager-url: { url: "https://cp:9446/services/" }
      event-hub-rest: { url: "https://cp:9446/internal" }
      throttle-publish: { to: cp, port: 9611 }
`,
  },
  'links of a node to itself, where another one is meant': {
    plan: `
hosts: { cp: {}, gw: {} }
nodes:
  cp: { host: cp, ${AM('control-plane', '4.2.0')} }
  gw:
    host: gw
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    links:
      key-manager-url: { url: "https://localhost:9443/services/" }
      event-hub-rest: { to: cp, url: "http://cp:9443/internal" }
`,
  },
  'front ends that lead to wrong ports': {
    plan: `
hosts: { app1: {}, lb: { forwards: [{ port: 443, to: ["a:9444"] }, { port: 80, to: ["a:9763"], scheme: https }] } }
nodes: { a: { host: app1, ${IS} } }
`,
  },
  'two gateways that name the ports of each other': {
    plan: `
hosts: { cp: {}, gw1: {}, gw2: {} }
nodes:
  cp1: { host: cp, ${AM('control-plane', '4.2.0')}, group: one }
  cp2: { host: cp, ${AM('control-plane', '4.2.0')}, group: two, offset: 4 }
  gw1: { host: gw1, ${AM('gateway-worker', '4.2.0')}, group: one, links: { key-manager-url: { to: cp1, url: "https://cp:9447/services/" } } }
  gw2: { host: gw2, ${AM('gateway-worker', '4.2.0')}, group: two, links: { key-manager-url: { to: cp2, url: "https://cp:9443/services/" } } }
`,
  },
  'a link that is wrong in the defaults, for a pinned node and for another one': {
    plan: `
hosts: { cp: {}, gw: {} }
defaults: { links: { key-manager-url: { url: "https://cp:9444/services/" } } }
nodes:
  cp: { host: cp, ${AM('control-plane', '4.2.0')}, offset: 2 }
  gw1: { host: gw, ${AM('gateway-worker', '4.2.0')}, pinned: true }
  gw2: { host: gw, ${AM('gateway-worker', '4.2.0')}, offset: 1 }
`,
  },
  'ports and links of the defaults': {
    plan: `
hosts: { app1: {}, gw: {} }
defaults: { ports: { servlet-https: 9500 }, links: { throttle-publish: { url: "tcp://app1:9611" } } }
nodes:
  a: { host: app1, ${AM('traffic-manager', '4.2.0')} }
  b: { host: app1, ${AM('traffic-manager', '4.2.0')}, pinned: true }
  gw: { host: gw, ${AM('gateway-worker', '4.2.0')} }
`,
  },
  'a datagram port that may be shared, and one that may not': {
    plan: `
hosts: { app1: { occupied: [{ port: 45564, protocol: udp }] }, app2: {} }
defaults: { ${AM('default')}, enable: [cluster-multicast] }
nodes:
  a: { host: app1 }
  b: { host: app2 }
  c: { host: app2, offset: 1 }
`,
  },
  'ports that no setting changes': {
    plan: `
hosts: { app1: {} }
defaults: { ${AM('default')}, enable: [andes-jmx] }
nodes: { a: { host: app1 }, b: { host: app1, offset: 1 } }
`,
  },
  'every node anew': {
    options: { plan: { start: 2, spacing: 3 } },
    plan: `
hosts: { app1: {}, app2: {} }
nodes:
  a: { host: app1, ${IS}, offset: 7 }
  b: { host: app1, ${IS}, pinned: true, offset: 2 }
  c: { host: app1, ${MI} }
  d: { host: app2, ${MI} }
  e: { host: app2, ${MI}, offset: auto }
`,
  },
};
