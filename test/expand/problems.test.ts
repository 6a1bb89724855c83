import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { expandPlan } from '../../src/expand/expand.js';
import { planOf } from '../../src/load/plan.js';
import { catalogue, FILE } from '../topology-builder.js';

/** Everything that is said of names that lead to nothing; what a problem does not have is empty. */
function problemsOf(text: string): string[] {
  const { problems } = expandPlan(planOf([{ file: FILE, document: { version: 1, ...parse(text) } }]).plan, catalogue);
  return problems.map(({ message, severity = '', data, at, related, subject }) => {
    const {
      by = '',
      hint = '',
      nearest = '',
      likeness = '',
      hosts = '',
      kind,
      name,
    }: Readonly<Record<string, unknown>> = data;
    const { host = '', nodes, detail } = subject;
    const places = [at, ...related].map(({ path, part = '', label }) => `${path.join('.')} ${part}: ${label}`);
    return [message, severity, kind, name, by, hint, nearest, likeness, hosts, host, nodes, detail, ...places].join(
      ' | ',
    );
  });
}

describe('names that lead to nothing are said with what may be meant, and where', () => {
  it.each([
    [
      'a host that is misspelt',
      'hosts: { app1: {} }\nnodes: { a: { host: app2, product: wso2mi, version: 4.2.0 } }',
      [
        'unknown |  | host | app2 | node a | ; did you mean "app1"? | app1 |  |  |  | a | host app2 node a | nodes.a.host : no such host; did you mean "app1"?',
      ],
    ],
    [
      'a host that is like none',
      'hosts: { app1: {} }\nnodes: { a: { host: elsewhere, product: wso2mi, version: 4.2.0 } }',
      [
        'unknown |  | host | elsewhere | node a |  |  |  |  |  | a | host elsewhere node a | nodes.a.host : no such host',
      ],
    ],
    [
      'a product or a version that is not there, which has been reported before',
      'hosts: { app1: {} }\nnodes: { a: { host: app1, version: 4.2.0 }, b: { host: app1, product: wso2mi }, c: { host: app1 } }',
      [],
    ],
    [
      'what a host runs on',
      'hosts: { app1: {}, box: { on: app2 }, own: { on: own }, x: { on: y }, y: { on: x } }\nnodes: {}',
      [
        'unknown |  | host | app2 | host box | ; did you mean "app1"? | app1 |  |  |  |  | host app2 host box | hosts.box.on : no such host; did you mean "app1"?',
        'unknown |  | host | own | host own | ; a host cannot run on itself |  |  |  |  |  | host own host own | hosts.own.on : no such host; a host cannot run on itself',
        'unknown |  | host | y | host x | ; a host cannot run on itself |  |  |  |  |  | host y host x | hosts.x.on : no such host; a host cannot run on itself',
        'unknown |  | host | x | host y | ; a host cannot run on itself |  |  |  |  |  | host x host y | hosts.y.on : no such host; a host cannot run on itself',
      ],
    ],
    [
      'targets of forwards',
      'hosts: { app1: {}, lb: { forwards: [{ port: 80, to: ["nod:8290", "b:1", "app1:2"] }] } }\nnodes: { node: { host: app1, product: wso2mi, version: 4.2.0 }, b: { host: app1, product: nothing, version: 1.0.0 } }',
      [
        'unknown |  | product | nothing | node b | ; `wso2-topology catalog` lists the products |  |  |  |  | b | product nothing node b | nodes.b.product : no such product; `wso2-topology catalog` lists the products',
        'unknown |  | node | nod | forward of host lb | ; did you mean "node"? | node |  |  |  |  | node nod forward of host lb | hosts.lb.forwards.0.to.0 : no such node; did you mean "node"?',
      ],
    ],
    [
      'products',
      'hosts: { app1: {} }\nnodes: { a: { host: app1, product: wso2-mi, version: 4.2.0 }, b: { host: app1, product: micro-integrator, version: 4.2.0 }, c: { host: app1, product: apim, version: 4.2.0 }, d: { host: app1, product: nothing, version: 1.0.0 } }',
      [
        'unknown |  | product | wso2-mi | node a | ; did you mean "wso2mi"? | wso2mi |  |  |  | a | product wso2-mi node a | nodes.a.product : no such product; did you mean "wso2mi"?',
        'unknown |  | product | micro-integrator | node b | ; did you mean "wso2mi"? | wso2mi |  |  |  | b | product micro-integrator node b | nodes.b.product : no such product; did you mean "wso2mi"?',
        'unknown |  | product | apim | node c | ; did you mean "wso2am"? | wso2am |  |  |  | c | product apim node c | nodes.c.product : no such product; did you mean "wso2am"?',
        'unknown |  | product | nothing | node d | ; `wso2-topology catalog` lists the products |  |  |  |  | d | product nothing node d | nodes.d.product : no such product; `wso2-topology catalog` lists the products',
      ],
    ],
    [
      'versions',
      "hosts: { app1: {} }\nnodes: { a: { host: app1, product: wso2mi, version: 4.2.9 }, b: { host: app1, product: wso2mi, version: '42.0' }, c: { host: app1, product: wso2mi, version: 9.9.9 }, d: { host: app1, product: wso2mi, version: x }, e: { host: app1, product: wso2mi, version: 4.20.0 } }",
      [
        'unknown |  | version | 42.0 | node b | ; did you mean "4.2.0"? | 4.2.0 |  |  |  | b | version 42.0 node b | nodes.b.version : no such version; did you mean "4.2.0"?',
        'unknown |  | version | 9.9.9 | node c | ; the newest wso2mi that the catalogue has is 4.6.0 |  |  |  |  | c | version 9.9.9 node c | nodes.c.version : no such version; the newest wso2mi that the catalogue has is 4.6.0',
        'unknown |  | version | x | node d | ; the catalogue has wso2mi 1.0.0 to 4.6.0 |  |  |  |  | d | version x node d | nodes.d.version : no such version; the catalogue has wso2mi 1.0.0 to 4.6.0',
      ],
    ],
    [
      'profiles',
      'hosts: { app1: {} }\nnodes: { a: { host: app1, product: wso2am, version: 2.6.0, profile: gateway }, b: { host: app1, product: wso2am, version: 4.2.0, profile: api-key-manager }, c: { host: app1, product: wso2am, version: 2.6.0, profile: gatway-worker } , d: { host: app1, product: wso2am, version: 2.6.0, profile: zzz }}',
      [
        'unknown |  | profile | gateway | node a | ; did you mean "gateway-worker"? wso2am 2.6.0 has default, gateway-worker, api-key-manager, api-publisher, api-store, traffic-manager | gateway-worker |  |  |  | a | profile gateway node a | nodes.a.profile : no such profile; did you mean "gateway-worker"? wso2am 2.6.0 has default, gateway-worker, api-key-manager, api-publisher, api-store, traffic-manager',
        'unknown |  | profile | api-key-manager | node b | ; wso2am 4.2.0 has default, control-plane, gateway-worker, traffic-manager, api-publisher-deprecated, api-devportal-deprecated, api-key-manager-deprecated; api-key-manager is a profile of 1.8.0 - 3.2.0 |  |  |  |  | b | profile api-key-manager node b | nodes.b.profile : no such profile; wso2am 4.2.0 has default, control-plane, gateway-worker, traffic-manager, api-publisher-deprecated, api-devportal-deprecated, api-key-manager-deprecated; api-key-manager is a profile of 1.8.0 - 3.2.0',
        'unknown |  | profile | gatway-worker | node c | ; did you mean "gateway-worker"? wso2am 2.6.0 has default, gateway-worker, api-key-manager, api-publisher, api-store, traffic-manager | gateway-worker |  |  |  | c | profile gatway-worker node c | nodes.c.profile : no such profile; did you mean "gateway-worker"? wso2am 2.6.0 has default, gateway-worker, api-key-manager, api-publisher, api-store, traffic-manager',
        'unknown |  | profile | zzz | node d | ; wso2am 2.6.0 has default, gateway-worker, api-key-manager, api-publisher, api-store, traffic-manager |  |  |  |  | d | profile zzz node d | nodes.d.profile : no such profile; wso2am 2.6.0 has default, gateway-worker, api-key-manager, api-publisher, api-store, traffic-manager',
      ],
    ],
    [
      'listeners and links',
      'hosts: { app1: {} }\nnodes: { a: { host: app1, product: wso2mi, version: 4.2.0, enable: [passthrouh-http, zzz], disable: [websocket], ports: { passthrough: 1, web: 2 }, links: { zzz: b, key-manager-urls: c } } }',
      [
        'unknown |  | listener | passthrough | node a | ; did you mean one of passthrough-http, passthrough-https? |  |  |  |  | a | listener passthrough node a | nodes.a.ports.passthrough : no such listener; did you mean one of passthrough-http, passthrough-https?',
        'unknown |  | listener | web | node a | ; `wso2-topology catalog wso2mi 4.2.0` lists them |  |  |  |  | a | listener web node a | nodes.a.ports.web : no such listener; `wso2-topology catalog wso2mi 4.2.0` lists them',
        'unknown |  | link | zzz | node a | ; `wso2-topology catalog wso2mi 4.2.0` lists them |  |  |  |  | a | link zzz node a | nodes.a.links.zzz : no such link; `wso2-topology catalog wso2mi 4.2.0` lists them',
        'unknown |  | link | key-manager-urls | node a | ; `wso2-topology catalog wso2mi 4.2.0` lists them |  |  |  |  | a | link key-manager-urls node a | nodes.a.links.key-manager-urls : no such link; `wso2-topology catalog wso2mi 4.2.0` lists them',
        'unknown |  | listener | passthrouh-http | node a | ; did you mean "passthrough-http"? | passthrough-http |  |  |  | a | listener passthrouh-http node a | nodes.a.enable.0 : no such listener; did you mean "passthrough-http"?',
        'unknown |  | listener | zzz | node a | ; `wso2-topology catalog wso2mi 4.2.0` lists them |  |  |  |  | a | listener zzz node a | nodes.a.enable.1 : no such listener; `wso2-topology catalog wso2mi 4.2.0` lists them',
        'unknown |  | listener | websocket | node a | ; `wso2-topology catalog wso2mi 4.2.0` lists them |  |  |  |  | a | listener websocket node a | nodes.a.disable.0 : no such listener; `wso2-topology catalog wso2mi 4.2.0` lists them',
      ],
    ],
    [
      'nodes at the other end of links, and addresses of listeners',
      'hosts: { app1: { addresses: [10.0.0.1] } }\nnodes: { gw: { host: app1, product: wso2am, version: 4.2.0, profile: gateway-worker, links: { key-manager-url: cpp }, ports: { websocket: { bind: 10.0.0.2 } } }, cp: { host: app1, product: wso2am, version: 4.2.0, profile: control-plane } }',
      [
        'unknown |  | address | 10.0.0.2 | node gw | ; app1 has 10.0.0.1 |  |  |  |  | gw | address 10.0.0.2 node gw | nodes.gw.ports.websocket : no such address; app1 has 10.0.0.1',
        'unknown |  | node | cpp | link key-manager-url of node gw | ; did you mean "cp"? | cp |  |  |  | gw | node cpp link key-manager-url of node gw | nodes.gw.links.key-manager-url.to : no such node; did you mean "cp"?',
      ],
    ],
    [
      'what other releases have',
      'products: { shop: { name: Shop, releases: ["1.0", "2.0", "3.0", "4.0"], profiles: { versions: { "1.0": [old], "2.0": [new], "3.0": [old], "4.0": [new] } }, listeners: [{ id: api, basePort: 8000, purpose: x, sources: [x] }, { id: page, basePort: 8001, versions: ["1.0", "3.0"], purpose: x, sources: [x] }] } }\nhosts: { app1: {} }\nnodes: { a: { host: app1, product: shop, version: "2.0", profile: old, enable: [page] } }',
      [
        'unknown |  | profile | old | node a | ; shop 2.0 has new; old is a profile of 1.0, 3.0 |  |  |  |  | a | profile old node a | nodes.a.profile : no such profile; shop 2.0 has new; old is a profile of 1.0, 3.0',
        'unknown |  | listener | page | node a | ; shop 2.0 does not have it, only 1.0, 3.0 |  |  |  |  | a | listener page node a | nodes.a.enable.0 : no such listener; shop 2.0 does not have it, only 1.0, 3.0',
      ],
    ],
    [
      'no address of a template, and none of a host that the plan has',
      'hosts: { gw.corp: {}, cp.corp: {}, gateway-three.corp: {}, gateway-threee.corp: {} }\nnodes: { gw: { host: gw.corp, product: wso2am, version: 4.2.0, profile: gateway-worker, links: { key-manager-url: { url: "https://cp.am.wso2.com:9443/" }, event-hub-rest: { url: "https://gateway-three.corp:9443/" } } }, cp: { host: cp.corp, product: wso2am, version: 4.2.0, profile: control-plane } }',
      [],
    ],
    [
      'addresses that a node binds',
      'hosts: { app1: { addresses: [10.0.0.1] }, app2: { addresses: [app2.corp] }, app3: {} }\nnodes: { a: { host: app1, product: wso2mi, version: 4.2.0, bind: 10.0.0.2 }, b: { host: app2, product: wso2mi, version: 4.2.0, bind: app9.corp }, c: { host: app2, product: wso2mi, version: 4.2.0, bind: 10.0.0.9 }, d: { host: app3, product: wso2mi, version: 4.2.0, bind: 10.0.0.9, ports: { passthrough-http: { port: 1, bind: other } } }, e: { host: app1, product: wso2mi, version: 4.2.0, bind: "${ip}" }, f: { host: app1, product: wso2mi, version: 4.2.0, bind: APP1 } }',
      [
        'unknown |  | address | 10.0.0.2 | node a | ; app1 has 10.0.0.1 |  |  |  |  | a | address 10.0.0.2 node a | nodes.a.bind : no such address; app1 has 10.0.0.1',
        'unknown |  | address | app9.corp | node b | ; app2 has app2.corp |  |  |  |  | b | address app9.corp node b | nodes.b.bind : no such address; app2 has app2.corp',
      ],
    ],
    [
      'addresses of everything else on a host',
      'hosts: { app1: { addresses: [1.0.0.1,1.0.0.2,1.0.0.3,1.0.0.4,1.0.0.5,1.0.0.6,1.0.0.7,1.0.0.8,1.0.0.9], occupied: [{port: 1, bind: 9.9.9.9}], forwards: [{ port: 2, to: [a:1], bind: 8.8.8.8 }] }, box: { on: app1, publish: ["7.7.7.7:80:80"] } }\nnodes: { a: { host: app1, product: wso2mi, version: 4.2.0 } }',
      [
        'unknown |  | address | 9.9.9.9 | host app1 | ; app1 has 1.0.0.1, 1.0.0.2, 1.0.0.3, 1.0.0.4, 1.0.0.5, 1.0.0.6, 1.0.0.7, 1.0.0.8 and others |  |  |  |  |  | address 9.9.9.9 host app1 | hosts.app1.occupied.0.port : no such address; app1 has 1.0.0.1, 1.0.0.2, 1.0.0.3, 1.0.0.4, 1.0.0.5, 1.0.0.6, 1.0.0.7, 1.0.0.8 and others',
        'unknown |  | address | 8.8.8.8 | host app1 | ; app1 has 1.0.0.1, 1.0.0.2, 1.0.0.3, 1.0.0.4, 1.0.0.5, 1.0.0.6, 1.0.0.7, 1.0.0.8 and others |  |  |  |  |  | address 8.8.8.8 host app1 | hosts.app1.forwards.0.port : no such address; app1 has 1.0.0.1, 1.0.0.2, 1.0.0.3, 1.0.0.4, 1.0.0.5, 1.0.0.6, 1.0.0.7, 1.0.0.8 and others',
        'unknown |  | address | 7.7.7.7 | host box | ; app1 has 1.0.0.1, 1.0.0.2, 1.0.0.3, 1.0.0.4, 1.0.0.5, 1.0.0.6, 1.0.0.7, 1.0.0.8 and others |  |  |  |  |  | address 7.7.7.7 host box | hosts.box.publish.0 : no such address; app1 has 1.0.0.1, 1.0.0.2, 1.0.0.3, 1.0.0.4, 1.0.0.5, 1.0.0.6, 1.0.0.7, 1.0.0.8 and others',
      ],
    ],
    [
      'addresses of several hosts',
      'hosts: { a: { addresses: [db, x.corp] }, b: { addresses: [db] }, c: { addresses: [db, DB], on: a }, d: { addresses: [db], on: a }, e: { addresses: [localhost, x.corp], namespace: n }, i: { kind: ingress, addresses: [x.corp] } }\nnodes: {}',
      [
        'claimed |  | host | db |  |  |  |  | a,b | b |  | address db | hosts.b key: b is one of them | hosts.a key: a is one of them',
        'claimed |  | host | db |  |  |  |  | c,d | d |  | address db | hosts.d key: d is one of them | hosts.c key: c is one of them',
      ],
    ],
    [
      'addresses that look like a name of the plan',
      'hosts: { key-manager.corp: {}, gw.corp: {}, tm-1: {}, tm-2: {} }\nnodes: { gw: { host: gw.corp, product: wso2am, version: 2.6.0, profile: gateway-worker, links: { key-validation-ws: { url: "https://key-manger.corp:9443" }, throttle-publish: { url: "tcp://tm-3:9611" }, event-hub: x, block-conditions: { url: "https://km:9443" }, oauth-proxy: { url: "https://key-manager.other:9443" } } }, km: { host: key-manager.corp, product: wso2am, version: 2.6.0, profile: api-key-manager } }',
      [
        'unknown |  | link | event-hub | node gw | ; `wso2-topology catalog wso2am 2.6.0` lists them |  |  |  |  | gw | link event-hub node gw | nodes.gw.links.event-hub : no such link; `wso2-topology catalog wso2am 2.6.0` lists them',
        'address | warning | host | key-manger.corp | key-validation-ws of gw |  | key-manager.corp | slip |  |  | gw | host key-manger.corp | nodes.gw.links.key-validation-ws.url : no host of the plan; did you mean "key-manager.corp"?',
        'address | warning | host | key-manager.other | oauth-proxy of gw |  | key-manager.corp | domain |  |  | gw | host key-manager.other | nodes.gw.links.oauth-proxy.url : no host of the plan; did you mean "key-manager.corp"?',
        'address | warning | host | km | block-conditions of gw |  | key-manager.corp | node |  |  | gw | host km | nodes.gw.links.block-conditions.url : no host of the plan; did you mean "key-manager.corp"?',
      ],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});
