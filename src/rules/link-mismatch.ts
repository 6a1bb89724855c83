import type { Deployment } from '../model/deployment.js';
import type { Label } from '../model/finding.js';
import { literalFixes } from './link-fixes.js';
import {
  elsewhereText,
  type LinkMessages,
  linkAt,
  mismatchProblem,
  mismatchText,
  type WrittenLink,
} from './link-problem.js';
import { defineRule, type FixCandidate } from './rule.js';

export const linkMismatch = defineRule<LinkMessages>({
  id: 'link-mismatch',
  severity: 'error',
  summary: 'a literal endpoint does not name an effective port of the right listener on the node it reaches',
  why: 'Every link but Thrift is a literal host and port in the configuration of one node. It follows neither the offset of the node it names nor, with a placeholder, anything but the offset of its own node.',
  remedy: 'Write the effective port of the node at the other end; `wso2-topology ports` shows it.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm.internal: {} }
nodes:
  tm: { host: tm.internal, profile: traffic-manager, offset: 1 }
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish: { to: tm, url: "tcp://tm.internal:9611" } } }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm.internal: {} }
nodes:
  tm: { host: tm.internal, profile: traffic-manager, offset: 1 }
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish: { to: tm, url: "tcp://tm.internal:9612" } } }
`,
  },
  sources: [
    'facts: user reports 12, 15, 20 and 30',
    'carbon-apimgt api-manager.xml: placeholders resolve to the own node',
  ],
  messages: { differs: mismatchText, elsewhere: elsewhereText },
  check: function* (deployment) {
    for (const link of deployment.links)
      if (link.kind === 'endpoint' && link.outcome === 'port-mismatch') yield mismatchProblem(link, deployment);
  },
  fixes: fixesOfLiteral,
});

/** The literal of a finding corrected, the common cure first. */
export function* fixesOfLiteral(
  { data, at }: { readonly data: WrittenLink; readonly at: Label },
  deployment: Deployment,
): Iterable<FixCandidate> {
  const link = linkAt(data, at.path.join('/'), deployment);
  if (link) yield* literalFixes(link, deployment);
}
