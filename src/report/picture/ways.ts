import { groupBy } from '../../deployment/lookup.js';
import type { OpenLink } from '../../model/flow.js';
import { listedBriefly } from '../../rules/rule.js';
import { compareTexts } from '../../values/lists.js';
import { entryOf, known } from '../../values/memo.js';
import type { DeploymentFlows, ShownFlow } from '../flows/list.js';

/** `open`: the plan does not say enough. `outside`: it leads out of the plan, where nothing is judged. */
export type WayVerdict = 'right' | 'wrong' | 'open' | 'outside';

/** All connections from one end to another. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly judgement: WayVerdict;
  /** The ports to dial, each with what is dialled instead: `9611`, `9711, not 9712`. */
  readonly ports: readonly string[];
  /** The links that share it, with their ports. */
  readonly links: readonly string[];
}

/** A node, a front end, software outside of the plan; or all that is on hosts which are alike. */
export interface WayEnd {
  readonly id: string;
  readonly name: string;
  readonly judgement: WayVerdict;
  /** Links of it that have no way: nobody can say where they lead, or they lead nowhere. */
  readonly remarks: readonly Remark[];
}

interface Remark {
  readonly judgement: WayVerdict;
  readonly text: string;
}

/** Ends in one place. */
export interface Box {
  readonly id: string;
  readonly name: string;
  readonly isOutside: boolean;
  readonly ends: readonly WayEnd[];
}

export interface Ways {
  readonly boxes: readonly Box[];
  readonly ways: readonly Way[];
}

/** More nodes than this are shown as their hosts. */
const MOST_NODES = 60;

/** Returns the ends of the connections of a deployment, by where they are, and one way for each pair of ends that talk. */
export function waysIn(deployment: DeploymentFlows): Ways {
  const isFolded = deployment.nodes.length > MOST_NODES;
  const places = isFolded ? hostPlaces(deployment) : nodePlaces(deployment);
  const hostIds = new Set(deployment.hosts.map(({ id }) => id));
  const ways = waysBetween(deployment.flows, (flow) => endsOf(flow, hostIds, places, isFolded));
  const remarks = groupBy(deployment.open, ({ node }) => places.ofNode(node));
  const used = new Set(ways.flatMap(({ from, to }) => [from, to]));
  const judgements = groupBy(ways, ({ from }) => from);
  const endOf = (id: string, name: string): WayEnd => {
    const said = remarksOf(remarks.get(id) ?? []);
    const all = [...(judgements.get(id) ?? []), ...said].map(({ judgement }) => judgement);
    // An arrow that leads out says nothing about the end itself.
    return { id, name, remarks: said, judgement: worst(all.filter((judgement) => judgement !== 'outside')) };
  };
  const inside = places.boxes.flatMap(({ id, name, ends }): Box[] => {
    const shown = ends.filter((end) => end.isNode || used.has(end.id)).map((end) => endOf(end.id, end.name));
    return shown.length === 0 ? [] : [{ id, name, isOutside: false, ends: shown }];
  });
  const placed = new Set(inside.flatMap(({ ends }) => ends.map(({ id }) => id)));
  const outside = [...used].filter((id) => !placed.has(id)).sort(compareTexts);
  return {
    boxes: [
      ...inside,
      ...outside.map((id): Box => {
        const name = nameOutside(id);
        return { id, name, isOutside: true, ends: [{ id, name: '', judgement: 'outside', remarks: [] }] };
      }),
    ],
    ways,
  };
}

/** Where the ends of connections are shown. */
interface Places {
  readonly boxes: readonly {
    readonly id: string;
    readonly name: string;
    readonly ends: readonly { readonly id: string; readonly name: string; readonly isNode: boolean }[];
  }[];
  readonly ofNode: (node: string) => string;
  readonly ofHost: (host: string) => string;
}

const nodeEnd = (node: string) => `node ${node}`;
const frontEnd = (host: string) => `host ${host}`;
const outsideEnd = (address: string) => `outside ${address}`;

function nameOutside(id: string): string {
  return id.slice(outsideEnd('').length);
}

/** Each host is a box with its nodes in it. */
function nodePlaces({ hosts, nodes }: DeploymentFlows): Places {
  const nodesOf = groupBy(nodes, ({ host }) => host);
  return {
    ofNode: nodeEnd,
    ofHost: frontEnd,
    boxes: hosts.map(({ id, on, kind }) => ({
      id,
      name: on === undefined ? id : `${id} on ${on}`,
      ends: [
        ...(nodesOf.get(id) ?? []).map((node) => ({ id: nodeEnd(node.id), name: node.id, isNode: true })),
        { id: frontEnd(id), name: kind ?? 'front end', isNode: false },
      ],
    })),
  };
}

/** Each host is one end; those with the same connections are one together. */
function hostPlaces({ hosts, nodes, flows }: DeploymentFlows): Places {
  const count = new Map(hosts.map(({ id }) => [id, 0]));
  for (const { host } of nodes) count.set(host, known(count, host) + 1);
  const said = new Map<string, Set<string>>();
  const say = (host: string, text: string) => entryOf(said, host, () => new Set<string>()).add(text);
  for (const flow of flows) {
    const { sourceHost, destinationHost, link, port, listener = '' } = flow;
    say(sourceHost, `dials ${link} ${port} ${judgementOf(flow)}`);
    say(destinationHost, `has ${listener} ${port} ${judgementOf(flow)}`);
  }
  const kinds = groupBy(hosts, ({ id }) =>
    JSON.stringify([known(count, id), [...(said.get(id) ?? [])].sort(compareTexts)]),
  );
  const groupOf = new Map([...kinds.values()].flatMap((group) => group.map(({ id }) => [id, group[0].id] as const)));
  const hostOf = new Map(nodes.map(({ id, host }) => [id, host]));
  const ofHost = (host: string) => frontEnd(known(groupOf, host));
  return {
    ofHost,
    ofNode: (node) => ofHost(known(hostOf, node)),
    boxes: [...kinds.values()].map((group) => {
      const [{ id }] = group;
      const own = group.reduce((sum, host) => sum + known(count, host.id), 0);
      const name = group.length === 1 ? id : `${id} and ${group.length - 1} alike`;
      return { id, name, ends: [{ id: frontEnd(id), name: `${own} nodes`, isNode: own > 0 }] };
    }),
  };
}

function endsOf(
  { outcome, sourceHost, sourceNode, destinationHost, destinationNode }: ShownFlow,
  hostIds: ReadonlySet<string>,
  { ofNode, ofHost }: Places,
  isFolded: boolean,
): readonly [string, string] {
  const hostEnd = (host: string) => (hostIds.has(host) ? ofHost(host) : outsideEnd(host));
  const from = outcome === 'forward' || !hostIds.has(sourceHost) || isFolded ? hostEnd(sourceHost) : ofNode(sourceNode);
  const to = destinationNode === undefined || isFolded ? hostEnd(destinationHost) : ofNode(destinationNode);
  return [from, to];
}

function waysBetween(
  flows: readonly ShownFlow[],
  endsOfFlow: (flow: ShownFlow) => readonly [string, string],
): readonly Way[] {
  const pairs = groupBy(flows, (flow) => JSON.stringify(endsOfFlow(flow)));
  return [...pairs.values()].map((group) => {
    const [from, to] = endsOfFlow(group[0]);
    const sorted = [...group].sort((a, b) => a.port - b.port || compareTexts(a.link, b.link));
    return {
      from,
      to,
      judgement: worst(group.map(judgementOf)),
      ports: [...new Set(sorted.map(portText))],
      links: [...new Set(sorted.map((flow) => `${flow.link} ${portText(flow)}`))],
    };
  });
}

function judgementOf({ dialled, outcome }: ShownFlow): WayVerdict {
  if (dialled !== undefined) return 'wrong';
  if (outcome === 'external' || outcome === 'dial') return 'outside';
  return outcome === 'undecided' ? 'open' : 'right';
}

const GRAVEST = ['wrong', 'open', 'right', 'outside'] as const;

function worst(judgements: readonly WayVerdict[]): WayVerdict {
  return GRAVEST.find((judgement) => judgements.includes(judgement)) ?? 'right';
}

/** Of an endpoint that names a port as well as the rest of it, the port is what differs. */
function portText({ port, protocol, dialled }: ShownFlow): string {
  const text = `${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
  if (dialled === undefined) return text;
  const wrong = /:(\d+)\/?$/.exec(dialled)?.[1];
  return `${text}, not ${wrong === undefined || wrong === `${port}` ? dialled : wrong}`;
}

/** Says of links that cannot be drawn what is the matter, those with the same reason together. */
function remarksOf(open: readonly OpenLink[]): readonly Remark[] {
  const groups = groupBy(open, ({ outcome, nodes }) => `${outcome} ${nodes.join(' ')}`);
  return [...groups.values()].map((group) => {
    const [{ link, outcome, nodes }] = group;
    const what = group.length === 1 ? link : `${link} and ${group.length - 1} more`;
    const names = listedBriefly(nodes);
    if (outcome === 'ambiguous') return { judgement: 'open', text: `${what}: which of ${names}?` };
    if (outcome === 'undecided') return { judgement: 'open', text: `${what}: nobody is at the other end` };
    if (outcome === 'target-off') return { judgement: 'wrong', text: `${what}: ${names} does not listen` };
    if (outcome === 'self') return { judgement: 'wrong', text: `${what}: leads to itself` };
    return { judgement: 'wrong', text: `${what}: leads to nobody` };
  });
}
