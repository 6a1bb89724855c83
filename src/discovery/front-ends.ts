import { idOf } from '../configuration/home.js';
import type { Found, Fragment, Service } from '../model/fragment.js';
import type { FrontEnd, ProxiedPort } from '../model/front-end.js';
import { isLoopback } from '../values/addresses.js';
import { present } from '../values/present.js';
import type { FoundForward, FoundHost } from './found-host.js';
import { freeId } from './free-id.js';
import { pathsOf } from './inside.js';
import type { FoundNodes } from './nodes.js';

/** A load balancer or reverse proxy of the tree, with all of its files. */
export interface FoundFrontEnd {
  readonly program: string;
  readonly files: readonly string[];
  readonly ports: readonly ProxiedPort[];
  /** The container that runs it. */
  readonly service?: Service;
}

type Neighbours = FoundNodes['neighbours'];

/**
 * Puts the files of front ends together: those that a container sees, and what is left of a program. A container whose image is of that
 * program has the files that no service mounts, where it is the only one. Files of containers that run in `all` alternatives but not in this
 * one are left out.
 */
export function frontEndsIn(
  fragments: readonly Fragment[],
  neighbours: Neighbours,
  all: Neighbours = neighbours,
): readonly FoundFrontEnd[] {
  const files = fragments.flatMap(({ file, frontEnd }) => (frontEnd ? [{ file, frontEnd }] : []));
  if (files.length === 0) return [];
  const groups = new Map<string, { program: string; service?: Service; files: string[]; ends: FrontEnd[] }>();
  for (const { file, frontEnd } of files) {
    const { program } = frontEnd;
    const service = serviceOf(file, program, neighbours);
    if (!service && servicesOf(file, program, all).length > 0) continue;
    const key = service ? `${service.file} ${service.name}` : program;
    const group = groups.get(key) ?? { program, files: [], ends: [], ...present({ service }) };
    group.files.push(file);
    group.ends.push(frontEnd);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ends, ...group }) => {
    const pools = new Map(ends.flatMap((end) => [...end.pools]));
    return { ...group, ports: ends.flatMap(({ ports }) => ports).map((port) => withMembers(port, pools)) };
  });
}

function serviceOf(file: string, program: string, neighbours: Neighbours): Service | undefined {
  const [service, ...others] = servicesOf(file, program, neighbours);
  return others.length === 0 ? service : undefined;
}

/** The container that sees a file; without one, those of the program in the projects around it. */
function servicesOf(file: string, program: string, neighbours: Neighbours): readonly Service[] {
  const seeing = neighbours.filter(({ service, project }) =>
    service.sources.flatMap((source) => pathsOf(project, source)).some((path) => file === path || isBelow(file, path)),
  );
  const found =
    seeing.length > 0
      ? seeing.slice(0, 1)
      : neighbours.filter(
          ({ service, project }) => `${service.image} ${service.name}`.includes(program) && isBelow(file, project),
        );
  return found.map(({ service }) => service);
}

function isBelow(file: string, folder: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`);
}

/** The members of the pools that a port names, and the port that a scheme means. */
function withMembers(port: ProxiedPort, pools: FrontEnd['pools']): ProxiedPort {
  const standard = port.scheme === 'https' ? 443 : 80;
  return {
    ...port,
    to: port.to.flatMap((target) => {
      if (/:\d+$/.test(target.value)) return [target];
      return pools.get(target.value) ?? [{ ...target, value: `${target.value}:${standard}` }];
    }),
  };
}

/** The surroundings of a front end. */
interface Surroundings {
  /** Hosts of the deployment, without front ends. */
  readonly hosts: readonly FoundHost[];
  /** The machine that runs a front end that no compose file starts, where it passes on to its own machine. */
  readonly machine: string;
  readonly machineOf: (service: Service) => string;
  /** Names that front ends serve. */
  readonly sites: ReadonlySet<string>;
}

/** Makes the hosts of front ends, by the service that runs each. One may pass on to those before it. */
export function frontEndHosts(
  frontEnds: readonly FoundFrontEnd[],
  around: Omit<Surroundings, 'sites'>,
): ReadonlyMap<Service | undefined, readonly FoundHost[]> {
  const made = new Map<Service | undefined, FoundHost[]>();
  const sites = new Set(frontEnds.flatMap(({ ports }) => ports.flatMap(({ names }) => names)));
  for (const frontEnd of frontEnds) {
    const hosts = hostsOf(frontEnd, { ...around, sites, hosts: [...around.hosts, ...[...made.values()].flat()] });
    if (hosts.length > 0) made.set(frontEnd.service, [...(made.get(frontEnd.service) ?? []), ...hosts]);
  }
  return made;
}

/** The host of a front end, and one for each name that has a port of it to itself; none where nothing leads to a host of the deployment. */
function hostsOf(
  { program, ports, service }: FoundFrontEnd,
  { hosts, machine, machineOf, sites }: Surroundings,
): FoundHost[] {
  const known = new Map(hosts.flatMap(({ id, addresses }) => [id, ...addresses].map((name) => [name, id] as const)));
  const isOwn = ({ value }: Found<string>) => isLoopback(hostIn(value));
  const onMachine = service?.onHostNetwork === true || (!service && ports.some(({ to }) => to.some(isOwn)));
  const on = service ? machineOf(service) : machine;
  const idIn = (target: Found<string>) =>
    isOwn(target) ? (onMachine ? on : undefined) : known.get(hostIn(target.value));
  const passed = ports.flatMap((port) => {
    const forward = forwardOf(port, program, idIn);
    return forward ? [{ forward, site: port.names.join(' '), names: port.names }] : [];
  });
  if (passed.length === 0) return [];
  // Requests for names that no other site has go to the first one of a port.
  const first = new Map(passed.toReversed().map(({ forward, site }) => [forward.port.value, site]));
  const main = passed.filter(({ forward, site }) => first.get(forward.port.value) === site);
  // A name that shares one of its ports has a host of its own, for all of them.
  const sharing = new Set(
    passed.filter((entry) => !main.includes(entry) && entry.names.length > 0).map(({ site }) => site),
  );
  const taken = new Set([...known.keys(), ...(service?.shared ?? [])]);
  const own = freeId(taken, idOf(service?.name ?? program));
  const published = onMachine
    ? main.map(({ forward: { port } }) => ({ ...port, value: `${port.value}:${port.value}` }))
    : (service?.published ?? []);
  const why = `the ${program} of ${service ? `compose service ${service.name}` : 'the configuration beside the nodes'}`;
  // Of the names of the container, those that are served are where they are served.
  const names = [
    ...(service ? [service.name, ...service.addresses.filter((name) => !sites.has(name))] : []),
    ...main.filter(({ site }) => !sharing.has(site)).flatMap((entry) => entry.names),
  ];
  return [
    {
      ...{ id: own, why, occupied: [], publish: distinct(published) },
      addresses: freeNames(names, own, taken),
      forwards: main.map(({ forward }) => forward),
      ...(service ? { at: { file: service.file, range: service.range, why: `compose service ${service.name}` } } : {}),
      ...(service || onMachine ? { on } : {}),
    },
    ...[...sharing].flatMap((site): FoundHost[] => {
      const ofSite = passed.filter((entry) => entry.site === site);
      const [id, ...further] = freeNames(ofSite[0]?.names ?? [], own, taken);
      if (id === undefined) return [];
      const forwards = ofSite.flatMap(({ forward }) => [forward, ...asPublished(forward, published)]);
      return [{ ...{ id: idOf(id), why, occupied: [], publish: [] }, kind: 'ingress', addresses: further, forwards }];
    }),
  ];
}

/** A port of a site as those see it who come through the machine: `443:9443` makes 443 of 9443. */
function asPublished(forward: FoundForward, published: readonly Found<string>[]): FoundForward[] {
  return published.flatMap(({ value }) => {
    const [, outer, inner] = /(?:^|:)(\d+):(\d+)(?:\/tcp)?$/.exec(value) ?? [];
    const isOther = outer !== inner && Number(inner) === forward.port.value;
    return isOther ? [{ ...forward, port: { ...forward.port, value: Number(outer) } }] : [];
  });
}

/** Names that no host has yet, each once. */
function freeNames(names: readonly string[], own: string, taken: Set<string>): string[] {
  return names.filter((name) => {
    const isFree = name !== own && !taken.has(name) && !isLoopback(name);
    if (isFree) taken.add(name);
    return isFree;
  });
}

function forwardOf(
  { port, protocol, bind, path, scheme, to }: ProxiedPort,
  program: string,
  idIn: (target: Found<string>) => string | undefined,
): FoundForward | undefined {
  const targets = to.flatMap((target) => {
    const host = idIn(target);
    return host === undefined ? [] : [{ ...target, value: `${host}:${target.value.replace(/^.*:/, '')}` }];
  });
  if (targets.length === 0) return undefined;
  return {
    port,
    to: distinct(targets),
    by: program,
    ...(protocol === 'udp' ? { protocol } : {}),
    ...present({ bind, path, scheme }),
  };
}

function hostIn(target: string): string {
  return target
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
}

function distinct(found: readonly Found<string>[]): Found<string>[] {
  return [...new Map(found.toReversed().map((entry) => [entry.value, entry])).values()].toReversed();
}
