import { idOf } from '../configuration/home.js';
import type { Service } from '../model/fragment.js';
import { type FoundHost, plain } from './found-host.js';
import { type FoundFrontEnd, frontEndHosts } from './front-ends.js';
import type { FoundNode, FoundNodes } from './nodes.js';

/** A container that more than one service is in. */
export interface SharedContainer {
  /** The host that it is. */
  readonly host: string;
  /** The service that owns it, where that service is not a node. */
  readonly neighbour?: FoundNodes['neighbours'][number];
}

/** The container of another service that a node is in by `network_mode: service:x`: that of a node, or one that runs something else. */
export function containersShared(
  nodes: readonly FoundNode[],
  neighbours: FoundNodes['neighbours'],
): ReadonlyMap<string, SharedContainer> {
  const shared = new Map<string, SharedContainer>();
  for (const node of nodes) {
    const name = node.service?.shares;
    if (name === undefined) continue;
    const owner = nodes.find(({ service, project }) => service?.name === name && project === node.project);
    const neighbour = neighbours.find(({ service, project }) => service.name === name && project === node.project);
    if (owner && owner !== node) shared.set(node.id, { host: owner.id });
    else if (neighbour) shared.set(node.id, { host: idOf(name), neighbour });
  }
  return shared;
}

/** The host that the container of a service is. */
export function containerHost(service: Service, id: string, machine: string): FoundHost {
  const why = `compose service ${service.name}`;
  return {
    ...plain(id, why),
    at: { file: service.file, range: service.range, why },
    on: machine,
    publish: service.published,
    addresses: [...new Set([service.name, ...service.addresses])].filter((address) => address !== id),
  };
}

/** Containers that are not nodes: front ends have hosts of their own, of the others the published ports are taken. */
export function hostsBeside(
  neighbours: FoundNodes['neighbours'],
  frontEnds: readonly FoundFrontEnd[],
  hosts: readonly FoundHost[],
  { machine, machineOf }: { readonly machine: string; readonly machineOf: (project: string) => string },
): FoundHost[] {
  const projects = new Map(neighbours.map(({ service, project }) => [service, project]));
  const fronts = frontEndHosts(frontEnds, {
    hosts,
    machine,
    machineOf: (service) => machineOf(projects.get(service) ?? '.'),
  });
  const others = neighbours.filter(({ service }) => !fronts.has(service));
  const made = [...fronts.values()].flat();
  const machines = [...new Set(made.flatMap(({ on }) => on ?? []))];
  return [
    ...others.map(({ service, project }) => ({
      ...plain(machineOf(project), ''),
      occupied: service.published.map((text) => ({ text, by: `compose service ${service.name}` })),
    })),
    ...machines.map((id) => plain(id, 'the machine that runs the front end')),
    ...made,
  ];
}
