import type { LinkOutcome } from '../model/deployment.js';
import { fixesOfLiteral } from './link-mismatch.js';
import { literalsWhere } from './literal-lookup.js';
import { literalProblem } from './literal-problem.js';
import { deadText, differsText, elsewhereText, type LiteralMessages } from './literal-text.js';
import { defineRule } from './rule.js';

export const advertisedEndpoint = defineRule<LiteralMessages>({
  id: 'advertised-endpoint',
  severity: 'error',
  summary: "an endpoint that a node publishes to clients is not the gateway's effective port",
  why: 'The portals show this endpoint, and clients copy it. ws, wss and websub endpoints are literals that ship with the base ports, so a gateway with an offset is advertised where it does not listen.',
  remedy: "Write the gateway's effective port into the gateway environment of the portal's configuration.",
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { cp.internal: {}, gw.internal: {} }
nodes:
  cp: { host: cp.internal, profile: control-plane, links: { portal-to-gateway-ws-endpoint: { to: gw, url: "ws://gw.internal:9100" } } }
  gw: { host: gw.internal, profile: gateway-worker, offset: 3 }
rules: { manual-edit: off }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { cp.internal: {}, gw.internal: {} }
nodes:
  cp: { host: cp.internal, profile: control-plane, links: { portal-to-gateway-ws-endpoint: { to: gw, url: "ws://gw.internal:9102" } } }
  gw: { host: gw.internal, profile: gateway-worker, offset: 3 }
rules: { manual-edit: off }
`,
  },
  sources: ['product-apim issues 3422 and 8083', 'docs-apim issues 5403 and 5513'],
  messages: {
    differs: (data) => differsText(data, 'advertises'),
    elsewhere: (data) => elsewhereText(data, 'advertises', 'front end'),
    dead: (data) => deadText(data, 'advertises'),
  },
  check: function* (deployment) {
    const wrong = literalsWhere(deployment, ({ kind, outcome }) => kind === 'advertised' && MISLEADING.has(outcome));
    for (const literal of wrong) yield literalProblem(literal, deployment);
  },
  fixes: fixesOfLiteral,
});

/** Outcomes of an endpoint that leads clients to another listener, or to none. */
const MISLEADING: ReadonlySet<LinkOutcome> = new Set(['port-mismatch', 'self', 'wrong-role']);
