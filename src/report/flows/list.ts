import { lookupIn } from '../../deployment/lookup.js';
import type { Deployment } from '../../model/deployment.js';
import type { Flow, FlowMatrix, OpenLink } from '../../model/flow.js';
import { present } from '../../values/present.js';

/** The connections of one deployment, as they are shown. */
export interface DeploymentFlows extends FlowMatrix {
  readonly file: string;
  readonly name?: string;
  readonly hosts: readonly { readonly id: string; readonly on?: string }[];
  readonly nodes: readonly { readonly id: string; readonly host: string }[];
}

/** Takes what is shown from a deployment; with `crossHost` only the connections that leave a machine. */
export function deploymentFlows(
  deployment: Deployment,
  { flows, open }: FlowMatrix,
  crossHost: boolean,
): DeploymentFlows {
  return {
    file: deployment.files[0] ?? '',
    ...present({ name: deployment.name }),
    hosts: deployment.hosts.map(({ id, on }) => present({ id, on })),
    nodes: deployment.nodes.map(({ id, host }) => ({ id, host })),
    flows: flows.filter(({ crossesHosts }) => crossesHosts || !crossHost),
    open: open.filter((link) => !crossHost || couldCross(link, deployment)),
  };
}

/** Returns whether a link that is not decided may leave its host: one of the nodes that could be meant is on another host. */
function couldCross({ node, nodes }: OpenLink, deployment: Deployment): boolean {
  const hostOf = (id: string) => lookupIn(deployment).node(id)?.host;
  return nodes.some((id) => hostOf(id) !== hostOf(node));
}

/** Returns the remark of a row: the value to configure, or the endpoint that is dialled instead. */
export function remarkOf({ configure, dialled, outcome }: Flow): string {
  if (configure !== undefined) return `configure ${configure}`;
  if (dialled === undefined) return outcome === 'external' ? 'outside of the topology' : '';
  return outcome === 'scheme-mismatch' ? `wrong scheme: ${dialled}` : `dials ${dialled} instead`;
}

/** Returns why the list has no row for a link. */
export function openText({ node, link, outcome, nodes }: OpenLink): string {
  if (outcome === 'ambiguous') return `${node} ${link}: not decided which of ${nodes.join(', ')} is dialled`;
  if (outcome === 'target-off') return `${node} ${link}: ${nodes.join(', ')} does not open the listener`;
  return `${node} ${link}: leads to ${node} itself`;
}
