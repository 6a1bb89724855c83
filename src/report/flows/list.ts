import { foldedFlows } from '../../deployment/folded-flows.js';
import { lookupIn } from '../../deployment/lookup.js';
import type { Deployment, Host, Node } from '../../model/deployment.js';
import type { Place } from '../../model/finding.js';
import type { Flow, FlowMatrix, OpenLink } from '../../model/flow.js';
import { present } from '../../values/present.js';

/** The connections of one deployment, as they are shown. */
export interface DeploymentFlows extends Omit<FlowMatrix, 'flows'> {
  readonly flows: readonly ShownFlow[];
  readonly file: string;
  readonly name?: string;
  readonly hosts: readonly Pick<Host, 'id' | 'on' | 'kind' | 'namespace' | 'labels'>[];
  readonly nodes: readonly ShownNode[];
}

/** A node of a matrix. */
export interface ShownNode extends Pick<Node, 'id' | 'host'> {
  /** Ports on which its pods dial each other as members of a cluster, 1-65535; absent for a single one. */
  readonly members?: readonly number[];
}

/** A connection with the line that it is written in, instead of the place. */
export interface ShownFlow extends Omit<Flow, 'place'> {
  readonly at?: { readonly file: string; readonly line?: number };
}

/** Returns the file and the line of a place, 1-based; without a line where the text is not known. */
export type PlaceOf = (place: Place) => NonNullable<ShownFlow['at']>;

/** Which connections are shown, and how. */
export interface FlowSelection {
  /** Only connections that leave their machine. */
  readonly crossHost?: boolean;
  /** Only connections that are written or named. */
  readonly certain?: boolean;
  /** Connections of one source, destination, port and protocol as one row. */
  readonly unique?: boolean;
  /** Only connections of nodes of a group. */
  readonly group?: string;
}

/** Takes what is shown from a deployment. */
export function deploymentFlows(
  deployment: Deployment,
  { flows, open }: FlowMatrix,
  { crossHost = false, certain = false, unique = false, group }: FlowSelection = {},
  placeOf: PlaceOf = ({ file, range }) => present({ file, line: range?.start.line }),
): DeploymentFlows {
  const { node } = lookupIn(deployment);
  const isWanted = (ids: readonly (string | undefined)[]) =>
    group === undefined || ids.some((id) => node(id)?.group === group);
  const shown = flows.filter(
    ({ crossesHosts, basis, sourceNode, destinationNode }) =>
      (crossesHosts || !crossHost) && (basis !== 'assumed' || !certain) && isWanted([sourceNode, destinationNode]),
  );
  return {
    file: deployment.files[0] ?? '',
    ...present({ name: deployment.name }),
    hosts: deployment.hosts.map(({ id, on, kind, namespace, labels }) => present({ id, on, kind, namespace, labels })),
    nodes: deployment.nodes.map((each) => ({ id: each.id, host: each.host, ...membersOf(each, deployment) })),
    flows: (unique ? foldedFlows(shown) : shown).map(({ place, ...flow }) =>
      place ? { ...flow, at: placeOf(place) } : flow,
    ),
    open: open.filter((link) => (!crossHost || couldCross(link, deployment)) && isWanted([link.node, ...link.nodes])),
  };
}

function membersOf({ id, replicas }: Node, deployment: Deployment): Pick<ShownNode, 'members'> {
  const members =
    replicas > 1
      ? lookupIn(deployment)
          .listenersOf(id)
          .filter(({ transport }) => transport === MEMBERS)
      : [];
  return members.length === 0 ? {} : { members: members.map(({ port }) => port) };
}

/** What members of a cluster speak. */
const MEMBERS = 'hazelcast';

/** Returns whether a link that is not decided may leave its host: one of the nodes that could be meant is on another host. */
function couldCross({ node, nodes, more }: OpenLink, deployment: Deployment): boolean {
  const hostOf = (id: string) => lookupIn(deployment).node(id)?.host;
  return more !== undefined || nodes.some((id) => hostOf(id) !== hostOf(node));
}

/** Returns the remark of a row: the Services on the way, and the value to configure, or the endpoint that is dialled instead. */
export function remarkOf({ through, ...flow }: ShownFlow): string {
  return [...(through === undefined ? [] : [`through ${through}`]), noteOf(flow)]
    .filter((part) => part !== '')
    .join('; ');
}

function noteOf({ configure, dialled, outcome }: ShownFlow): string {
  if (configure !== undefined) return `configure ${configure}`;
  if (dialled === undefined) return REMARKS[outcome] ?? '';
  return outcome === 'scheme-mismatch' ? `wrong scheme: ${dialled}` : `dials ${dialled} instead`;
}

const REMARKS: Readonly<Partial<Record<Flow['outcome'], string>>> = {
  external: 'outside of the topology',
  undecided: 'not described in the topology',
};

/** Returns why the list has no row for a link. */
export function openText({ node, link, outcome, nodes, more }: OpenLink): string {
  if (outcome === 'ambiguous')
    return `${node} ${link}: not decided which of ${nodes.join(', ')}${more === undefined ? '' : ` and ${more} more`} is dialled`;
  if (outcome === 'target-off') return `${node} ${link}: ${nodes.join(', ')} does not open the listener`;
  if (outcome === 'self') return `${node} ${link}: leads to ${node} itself`;
  return `${node} ${link}: ${outcome === 'undecided' ? 'nobody in the plan is at the other end' : 'what is dialled leads to nobody'}`;
}
