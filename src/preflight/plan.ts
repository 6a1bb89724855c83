import type { Deployment, Link } from '../model/deployment.js';
import type { ExportHost } from '../model/export.js';
import type { Flow } from '../model/flow.js';
import type { NeededName, NeededPeer, PreflightPlan } from '../model/preflight.js';
import { isLoopback, isNumeric } from '../values/addresses.js';
import { present } from '../values/present.js';

/** Derives what to ask a machine from the plan: the ports of its nodes, the names that they look up, the servers that they dial. */
export function preflightPlanOf(host: ExportHost, deployment: Deployment, flows: readonly Flow[]): PreflightPlan {
  const ends = endsOf(host.id, deployment, flows);
  return {
    host: host.id,
    nodes: host.nodes.map(({ id, product, version, offset }) => `${id} (${product} ${version}, offset ${offset})`),
    ports: host.ports
      .filter(({ open, lastPort }) => open && lastPort === undefined)
      .map(({ port, protocol, bind, owner, shareable }) => ({
        port,
        protocol,
        bind,
        owner,
        ...present({ shareable }),
      })),
    names: namesIn(ends, deployment),
    peers: peersIn(ends),
  };
}

/** An address that a node dials. */
interface DialledEnd {
  readonly host: string;
  readonly port: number;
  readonly isWritten: boolean;
  readonly isPlanned: boolean;
  readonly by: string;
}

/** Written endpoints as they are written; what the plan derives at the host that it names. Nothing that stays on the host. */
function endsOf(host: string, deployment: Deployment, flows: readonly Flow[]): readonly DialledEnd[] {
  const written = new Map<string, Link>();
  for (const link of deployment.links)
    if (link.endpoint?.host !== undefined && link.dialled !== undefined)
      written.set(`${link.node} ${link.id} ${link.dialled}`, link);
  return flows
    .filter(
      ({ protocol, sourceHost, destinationHost }) =>
        protocol === 'tcp' && sourceHost === host && destinationHost !== host,
    )
    .map((flow): DialledEnd => {
      const by = `${flow.sourceNode} ${flow.link}`;
      const literal =
        flow.basis === 'literal' ? written.get(`${flow.sourceNode} ${flow.link} ${flow.port}`) : undefined;
      const isPlanned = flow.destinationNode !== undefined;
      const isWritten = literal !== undefined || flow.outcome === 'dial';
      return { host: literal?.endpoint?.host ?? flow.destinationHost, port: flow.port, isWritten, isPlanned, by };
    })
    .filter((end) => !isLoopback(end.host));
}

function namesIn(ends: readonly DialledEnd[], deployment: Deployment): readonly NeededName[] {
  const names = new Map<string, NeededName>();
  for (const { host: name, isWritten, by } of ends) {
    if (isNumeric(name)) continue;
    const known = names.get(name);
    names.set(name, {
      name,
      expected: expectedOf(name, deployment),
      isWritten: isWritten || (known?.isWritten ?? false),
      by: known === undefined || (isWritten && !known.isWritten) ? by : known.by,
    });
  }
  return [...names.values()];
}

function expectedOf(name: string, { hosts }: Deployment): readonly string[] {
  const host = hosts.find(({ id, addresses }) => id === name || addresses.includes(name));
  return host?.addresses.filter(isNumeric) ?? [];
}

function peersIn(ends: readonly DialledEnd[]): readonly NeededPeer[] {
  return [
    ...new Map(
      ends.map(({ host, port, isPlanned, by }) => [`${host} ${port}`, { host, port, isPlanned, by }] as const),
    ).values(),
  ];
}

/** Returns the host of a plan that a machine is, by its name or one of its addresses; several where the plan is not clear. */
export function hostsOfMachine(
  { hosts }: Deployment,
  { name, addresses }: { readonly name: string; readonly addresses: readonly string[] },
): readonly string[] {
  const own = new Set([name, ...name.split('.', 1), ...addresses].map((text) => text.toLowerCase()));
  return hosts
    .filter(({ id, addresses: known }) => [id, ...known].some((address) => own.has(address.toLowerCase())))
    .map(({ id }) => id);
}
