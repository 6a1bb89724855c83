import { groupBy } from '../../deployment/lookup.js';
import { visible } from '../../values/visible.js';
import { titleOf } from './grid.js';
import type { DeploymentFlows, ShownFlow } from './list.js';
import type { FlowReporter } from './reporter.js';

/** A flowchart for Markdown pages that draw Mermaid: hosts as boxes, nodes in them, an arrow for each port. */
export const mermaid: FlowReporter = (deployments) => {
  const charts = deployments.flatMap((deployment, index) =>
    chart(deployment, titleOf(deployments, deployment), `d${index}`),
  );
  return `${['flowchart LR', ...charts].join('\n')}\n`;
};

function chart(deployment: DeploymentFlows, title: string | undefined, prefix: string): readonly string[] {
  const names = new Names(prefix);
  const lines = [...hostLines(deployment, names), ...outsideLines(deployment, names)];
  const framed =
    title === undefined ? lines : [`subgraph ${prefix}["${mermaidText(title)}"]`, ...lines.map(indented), 'end'];
  return [...framed, ...arrows(deployment, names)].map(indented);
}

/** The names of hosts, nodes and addresses in the diagram; their own names may be keywords of its language. */
class Names {
  private readonly known = new Map<string, string>();
  private readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  of(kind: 'host' | 'node' | 'front' | 'outside', id: string): string {
    const key = `${kind} ${id}`;
    const name = this.known.get(key) ?? `${this.prefix}_${this.known.size}`;
    this.known.set(key, name);
    return name;
  }
}

/** Each host with what runs on it, containers in the box of their machine. */
function hostLines(deployment: DeploymentFlows, names: Names): string[] {
  const fronts = frontsOf(deployment);
  const nodesOf = groupBy(deployment.nodes, ({ host }) => host);
  // No host has the empty name.
  const containersOf = groupBy(deployment.hosts, ({ on = '' }) => on);
  const boxes = (on: string): string[] =>
    (containersOf.get(on) ?? []).flatMap(({ id }) => {
      const nodes = (nodesOf.get(id) ?? []).map((node) => `${names.of('node', node.id)}["${mermaidText(node.id)}"]`);
      const front = fronts.has(id) ? [`${names.of('front', id)}(["forward"])`] : [];
      const inside = [...nodes, ...front, ...boxes(id)];
      if (inside.length === 0) return [];
      return [`subgraph ${names.of('host', id)}["${mermaidText(id)}"]`, ...inside.map(indented), 'end'];
    });
  return boxes('');
}

/** Hosts at which connections end or begin without a node: front ends, and other software on them. */
function frontsOf({ flows, hosts }: DeploymentFlows): ReadonlySet<string> {
  const known = new Set(hosts.map(({ id }) => id));
  const ends = flows.flatMap((flow) => [
    ...(flow.outcome === 'forward' ? [flow.sourceHost] : []),
    ...(flow.destinationNode === undefined && known.has(flow.destinationHost) ? [flow.destinationHost] : []),
  ]);
  return new Set(ends);
}

function outsideLines({ flows, hosts }: DeploymentFlows, names: Names): string[] {
  const known = new Set(hosts.map(({ id }) => id));
  const outside = flows.filter(
    ({ destinationNode, destinationHost }) => destinationNode === undefined && !known.has(destinationHost),
  );
  // Clients have no host that the plan knows.
  const clients = flows.flatMap(({ sourceHost }) => (known.has(sourceHost) ? [] : [sourceHost]));
  return [...new Set([...outside.map(({ destinationHost }) => destinationHost), ...clients])].map(
    (id) => `${names.of('outside', id)}(("${mermaidText(id)}"))`,
  );
}

/** One arrow for each port between two ends; the links that share it are named on it. Wrong ones are dotted. */
function arrows({ flows, hosts }: DeploymentFlows, names: Names): string[] {
  const known = new Set(hosts.map(({ id }) => id));
  const groups = groupBy(flows, (flow) =>
    [sourceOf(flow, known, names), destinationOf(flow, known, names), flow.port, flow.protocol].join(' '),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const arrow = group.some(({ dialled }) => dialled !== undefined) ? '-.->' : '-->';
    const links = [
      ...new Set(group.map(({ link, dialled }) => (dialled === undefined ? link : `${link} (dials ${dialled})`))),
    ];
    const label = [`${first.port}/${first.protocol}`, ...links].map(mermaidText).join('<br/>');
    return [`${sourceOf(first, known, names)} ${arrow}|"${label}"| ${destinationOf(first, known, names)}`];
  });
}

function sourceOf({ outcome, sourceHost, sourceNode }: ShownFlow, known: ReadonlySet<string>, names: Names): string {
  if (!known.has(sourceHost)) return names.of('outside', sourceHost);
  return outcome === 'forward' ? names.of('front', sourceHost) : names.of('node', sourceNode);
}

function destinationOf(
  { destinationNode, destinationHost }: ShownFlow,
  known: ReadonlySet<string>,
  names: Names,
): string {
  if (destinationNode !== undefined) return names.of('node', destinationNode);
  return names.of(known.has(destinationHost) ? 'front' : 'outside', destinationHost);
}

/** Text in quotes: everything that Mermaid, Markdown or HTML could read as markup is written as its number. */
function mermaidText(text: string): string {
  return visible(text).replace(/[#"&<>`\\|;]/g, (character) => `#${character.charCodeAt(0)};`);
}

function indented(line: string): string {
  return `  ${line}`;
}
