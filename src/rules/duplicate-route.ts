import { groupBy } from '../deployment/lookup.js';
import { defineRule, listed } from './rule.js';

type RouteMessages = {
  readonly twice: { readonly host: string; readonly path: string; readonly by: readonly string[] };
};

export const duplicateRoute = defineRule<RouteMessages>({
  id: 'duplicate-route',
  severity: 'error',
  summary: 'two routes claim the same host name and path',
  why: 'The controller of an Ingress refuses the second one, or sends clients to whichever it read first: a chart that is installed beside another one takes its host names.',
  remedy: 'Give each route a host name or a path of its own.',
  example: {
    bad: `version: 1
hosts:
  gw.example.com:
    kind: ingress
    forwards:
      - { port: 443, path: /, by: Ingress/all-in-one, to: ["am:passthrough-https"] }
      - { port: 443, path: /, by: Ingress/gateway, to: ["gw:passthrough-https"] }
  am-pod: { kind: pod }
  gw-pod: { kind: pod }
nodes:
  am: { host: am-pod, product: wso2am, version: 4.2.0 }
  gw: { host: gw-pod, product: wso2am, version: 4.2.0, profile: gateway-worker }
`,
    good: `version: 1
hosts:
  gw.example.com:
    kind: ingress
    forwards: [{ port: 443, path: /, by: Ingress/gateway, to: ["gw:passthrough-https"] }]
  am.example.com:
    kind: ingress
    forwards: [{ port: 443, path: /, by: Ingress/all-in-one, to: ["am:passthrough-https"] }]
  am-pod: { kind: pod }
  gw-pod: { kind: pod }
nodes:
  am: { host: am-pod, product: wso2am, version: 4.2.0 }
  gw: { host: gw-pod, product: wso2am, version: 4.2.0, profile: gateway-worker }
`,
  },
  sources: ['api-manager issues 4525 and 4740', 'ingress-nginx: admission webhook'],
  messages: {
    twice: ({ host, path, by }) =>
      `${listed(by)} all claim ${host}${path}`.replace(' all ', by.length > 2 ? ' all ' : ' both '),
  },
  check: function* (deployment) {
    for (const host of deployment.hosts) {
      if (host.kind !== 'ingress') continue;
      const claims = groupBy(host.forwards, ({ port, path = '/' }) => `${port} ${path}`);
      const told = new Set<string>();
      for (const [first, ...others] of claims.values()) {
        const foreign = others.filter(({ by }) => by !== first.by);
        const path = first.path ?? '/';
        if (foreign.length === 0 || told.has(path)) continue;
        told.add(path);
        yield {
          message: 'twice',
          data: { host: host.id, path, by: [...new Set([first, ...foreign].map(({ by = host.id }) => by))] },
          at: { ...(foreign[0] ?? first).place, label: `${host.id}${path} again` },
          related: [{ ...first.place, label: `${host.id}${path} leads here first` }],
          subject: { host: host.id, nodes: [], listeners: [], detail: path },
        };
      }
    }
  },
});
