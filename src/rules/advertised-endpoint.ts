import { fixesOfLiteral } from './link-mismatch.js';
import { answerText, elsewhereText, type LinkMessages, mismatchProblem } from './link-problem.js';
import { defineRule } from './rule.js';

export const advertisedEndpoint = defineRule<LinkMessages>({
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
    differs: ({ node, link, target, listener, dialled, expectedPort, reached }) =>
      `${node} advertises ${target} on ${dialled} (${link}), but ${listener} of ${target} listens on ${expectedPort}${answerText({ target, dialled, reached })}`,
    elsewhere: elsewhereText,
  },
  check: function* (deployment) {
    for (const link of deployment.links)
      if (link.kind === 'advertised' && link.outcome === 'port-mismatch') yield mismatchProblem(link, deployment);
  },
  fixes: fixesOfLiteral,
});
