import { posix } from 'node:path';
import { emptyFragment } from '../configuration/format.js';
import { distinctNames, homeOf, idOf, runtimeFolders } from '../configuration/home.js';
import { rendered } from '../configuration/rendering.js';
import type { Format, Fragment, Home, NamedAddress, Placement, Service } from '../model/fragment.js';
import { pathsOf } from './inside.js';
import { joinedByName } from './name-join.js';
import { withServices } from './services.js';

/** A node that was found: its files, and the service or the machine that runs it. */
export interface FoundNode {
  readonly id: string;
  /** Its name alone; the id may carry a prefix that makes it unique. */
  readonly name: string;
  /** Where its files are, for messages; the service's place where it has none. */
  readonly origin: string;
  readonly fragments: readonly Fragment[];
  readonly service?: Service;
  /** What its container is started with, which wins over its files. */
  readonly starter?: Fragment;
  /** Folder of the compose file: its projects share a machine. */
  readonly project?: string;
  readonly placement?: Placement;
  /** Names and addresses of machines that its files or hosts files tell. */
  readonly names?: readonly NamedAddress[];
  /** Mounted configuration that was not among the files. */
  readonly missing?: string;
  /** How its host is told: by a name in its files, or because each node of its kind has its own. */
  readonly kind: 'server' | 'service' | 'pod' | 'machine';
}

/** Mounted configuration that was not among the files: what it says is not known. */
function missingOf(service: Service, group: Group | undefined): string | undefined {
  return group
    ? undefined
    : service.sources.find(
        (source) =>
          /deployment\.(toml|yaml)$|(^|\/)conf(ig)?s?(\/|$)/.test(source) &&
          !/log|security|artifacts|mysql|my\.cnf/.test(source),
      );
}

export interface FoundNodes {
  readonly nodes: readonly FoundNode[];
  /** Services that run something else, with the machine that publishes their ports. */
  readonly neighbours: readonly { readonly service: Service; readonly project: string }[];
  /** Folders that no service uses although others of their kind are used: variants that were not chosen. */
  readonly unused: readonly string[];
}

/** A node named on the command line: `gw=conf/gw`. */
export interface NamedPath {
  readonly node: string;
  readonly path: string;
}

interface Group {
  readonly home: Home;
  readonly fragments: readonly Fragment[];
}

/** Sorts the fragments of a tree into nodes. */
export function nodesIn(read: readonly Fragment[], names: readonly NamedPath[] = []): FoundNodes {
  const fragments = withServices(read);
  const groups = groupsOf(fragments, names);
  const taken = new Set<string>();
  const { nodes: served, neighbours } = servedNodes(fragments, groups, names, taken);
  const used = new Set(served.map(({ origin }) => origin));
  const left = [...groups.values()].filter(({ home }) => !used.has(home.key));
  const inventories = inventoriesIn(fragments);
  const unused = left.filter(
    (group) => !isCrumb(group) && (isVariant(group, served, names) || isOnNoMachine(group, inventories)),
  );
  const standing = left.filter((group) => !unused.includes(group) && !isCrumb(group));
  const nodes = withNames([...served, ...standingNodes(standing, fragments, taken)], fragments);
  return { nodes, neighbours, unused: unused.map(({ home }) => home.key) };
}

/** Nodes that a compose service runs, and services that run something else. */
function servedNodes(
  fragments: readonly Fragment[],
  groups: ReadonlyMap<string, Group>,
  names: readonly NamedPath[],
  taken: Set<string>,
): Pick<FoundNodes, 'nodes' | 'neighbours'> {
  const nodes: FoundNode[] = [];
  const neighbours: { service: Service; project: string }[] = [];
  const services = fragments.flatMap(({ file, format, services: own }) =>
    own.map((service) => ({ service, format, project: posix.dirname(file) })),
  );
  const mounted = new Map(
    services.map(({ service, project }) => {
      const named = names.find(({ node }) => node === service.name)?.path ?? '';
      return [service, groupOf(service, project, groups) ?? groups.get(named)] as const;
    }),
  );
  const claimed = new Set(mounted.values());
  const standing = [...groups.values()].filter((group) => !claimed.has(group) && isMain(group));
  const byName = joinedByName(
    services.filter(({ service }) => !mounted.get(service) && missingOf(service, undefined) === undefined),
    standing,
  );
  for (const { service, project, format } of services) {
    const group = mounted.get(service) ?? byName.get(service);
    if (!group && !service.hints.some(({ aspect }) => aspect === 'product')) neighbours.push({ service, project });
    else nodes.push({ ...servedNode(service, project, group, taken), starter: starterOf(service, format) });
  }
  return { nodes, neighbours };
}

/** Configuration of a product, and not only what adds to one. */
function isMain({ fragments }: Group): boolean {
  return fragments.some(
    ({ format, hints }) => format.part === 'main' && format.runsAs === undefined && hints.length > 0,
  );
}

function servedNode(service: Service, project: string, group: Group | undefined, taken: Set<string>): FoundNode {
  const missing = missingOf(service, group);
  return {
    id: freeId(taken, service.name, project),
    name: service.name,
    origin: group?.home.key ?? `${service.file}:${service.range.start.line}`,
    fragments: group?.fragments ?? [],
    ...(missing === undefined ? {} : { missing }),
    service,
    project,
    kind: 'service',
  };
}

/** The command line and environment of a container as a fragment of its node. */
function starterOf({ file, hints, offset }: Service, format: Format): Fragment {
  return {
    ...emptyFragment(file, { ...format, survivesToml: true, onCommandLine: true }),
    hints,
    ...(offset ? { offset } : {}),
  };
}

/** Nodes that run by themselves, on the machine that an inventory names where there is one. */
function standingNodes(groups: readonly Group[], fragments: readonly Fragment[], taken: Set<string>): FoundNode[] {
  const ids = distinctNames(groups.map(({ home }) => home));
  const inventories = inventoriesIn(fragments);
  return groups.map(({ home, fragments: files }) => {
    const placement = placementOf(home, inventories) ?? placementOfFolder(home, inventories);
    return {
      id: freeId(taken, ids.get(home.key) ?? idOf(home.name), ''),
      name: home.name,
      origin: home.key,
      fragments: files,
      kind: kindOf(home, files),
      ...(placement ? { placement } : {}),
    };
  });
}

/** Variables of a node that the inventory beside them does not have. */
function isOnNoMachine({ home, fragments }: Group, inventories: readonly Fragment[]): boolean {
  if (!fragments.some(({ format }) => format.runsAs === 'machine')) return false;
  const folder = posix.dirname(posix.dirname(home.key));
  return inventories.some(({ file }) => posix.dirname(file) === folder) && !placementOf(home, inventories);
}

function inventoriesIn(fragments: readonly Fragment[]): readonly Fragment[] {
  return fragments.filter(({ placements }) => placements.length > 0);
}

/** The machine of a node by an inventory, which lies beside the host_vars folder of its nodes. */
function placementOf({ key, name }: Home, inventories: readonly Fragment[]): Placement | undefined {
  const folder = posix.dirname(posix.dirname(key));
  return inventories
    .filter(({ file }) => posix.dirname(file) === folder)
    .flatMap(({ placements }) => placements)
    .find((placement) => placement.folder === undefined && placement.node === name);
}

/** The machine that a file gives the folder of a node. */
function placementOfFolder({ key }: Home, inventories: readonly Fragment[]): Placement | undefined {
  return inventories
    .flatMap(({ placements }) => placements)
    .find(({ file, folder }) => {
      const path = folder === undefined ? undefined : posix.join(posix.dirname(file), folder);
      return path !== undefined && (key === path || key.startsWith(`${path}/`) || key.startsWith(`${path}#`));
    });
}

/** Hosts files hold for every node of the tree, other files for their own nodes. */
function withNames(nodes: readonly FoundNode[], fragments: readonly Fragment[]): FoundNode[] {
  const everywhere = fragments.filter(({ format }) => format.part === 'supporting').flatMap(({ names = [] }) => names);
  return nodes.map((node) => {
    const names = [...node.fragments.flatMap((fragment) => fragment.names ?? []), ...everywhere];
    return names.length === 0 ? node : { ...node, names };
  });
}

function freeId(taken: Set<string>, name: string, project: string): string {
  const ids = [idOf(name), idOf(`${posix.basename(project)}-${name}`)];
  for (let number = 2; number < 10_000; number++) ids.push(idOf(`${name.slice(0, 120)}-${number}`));
  const id = ids.find((candidate) => !taken.has(candidate)) ?? idOf(name);
  taken.add(id);
  return id;
}

/** Settings by home, with what holds for several homes added to each: group_vars, common.yaml. */
function groupsOf(fragments: readonly Fragment[], names: readonly NamedPath[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, { home: Home; fragments: Fragment[] }>();
  const shared = sharedIn(fragments);
  const runtimes = runtimeFolders(fragments);
  const inventories = inventoriesIn(fragments);
  for (const fragment of fragments) {
    if (fragment.services.length > 0 || fragment.placements.length > 0) continue;
    if (shared.get(fragment.format)?.includes(fragment)) continue;
    const named = names.find(
      ({ path }) => fragment.file === path || path === '.' || fragment.file.startsWith(`${path}/`),
    );
    const home = named ? { key: named.path, name: named.node } : homeOf(fragment, runtimes);
    const group = groups.get(home.key);
    if (group) group.fragments.push(fragment);
    else groups.set(home.key, { home, fragments: [fragment] });
  }
  return new Map(
    [...groups].map(([key, { home, fragments: own }]) => {
      const all = [...own, ...sharedBy(home, own, shared, placementOf(home, inventories)?.groups)];
      return [key, { home, fragments: rendered(all) }] as const;
    }),
  );
}

type Shared = ReadonlyMap<Format, readonly Fragment[]>;

/** Fragments that hold for several nodes, by their format. */
function sharedIn(fragments: readonly Fragment[]): Shared {
  const formats = [...new Set(fragments.map(({ format }) => format))];
  return new Map(
    formats.map((format) => {
      const own = fragments.filter((fragment) => fragment.format === format);
      const files = own.map(({ file }) => file);
      return [format, own.filter(({ file }) => format.sharing?.isShared(file, files))];
    }),
  );
}

/** What is written for several nodes, the nearest first. */
function sharedBy(
  home: Home,
  [first]: readonly Fragment[],
  shared: Shared,
  machineGroups: readonly string[] | undefined,
): Fragment[] {
  const candidates = (first && shared.get(first.format)) ?? [];
  const nearest = first?.format.sharing?.nearest(
    home,
    candidates.map(({ file }) => file),
    machineGroups,
  );
  return (nearest ?? []).flatMap((file) => candidates.find((candidate) => candidate.file === file) ?? []);
}

/** The configuration that a service mounts or is built with. */
function groupOf(service: Service, project: string, groups: ReadonlyMap<string, Group>): Group | undefined {
  for (const path of service.sources.flatMap((source) => pathsOf(project, source))) {
    // A build context around everything says nothing about one service.
    const wide = path === project || project.startsWith(`${path}/`) || path === '.';
    const inside = [...groups.values()].filter(
      ({ home, fragments }) =>
        fragments.some(({ file }) => file === path || file.startsWith(`${path}/`)) && home.key !== '',
    );
    if (inside.length === 0 || (wide && inside.length > 1)) continue;
    if (inside.length === 1) return inside[0];
    const fitting = inside.filter(({ home }) => fits(service, home));
    if (fitting.length === 1) return fitting[0];
    const called = inside.filter(({ home }) => isCalledLike(service, home.key.slice(path.length)));
    if (called.length === 1) return called[0];
  }
  return undefined;
}

/** `cp/dc1` below what all services share is that of `apim-cp-dc1`. */
function isCalledLike({ name }: Service, below: string): boolean {
  const words = name.toLowerCase().split(/[-_.]/);
  const parts = below
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => words.includes(part));
}

function fits(service: Service, home: Home): boolean {
  const runtime = /#(.*)$/.exec(home.key)?.[1];
  return runtime === undefined
    ? service.name.includes(home.name) || home.name.includes(service.name)
    : `${service.name} ${service.image}`.includes(runtime);
}

/** Of the kind of a mounted configuration but mounted by nobody. */
function isVariant(group: Group, nodes: readonly FoundNode[], names: readonly NamedPath[]): boolean {
  if (names.some(({ path }) => path === group.home.key)) return false;
  const product = productHint(group.fragments);
  return (
    product !== undefined &&
    nodes.some(
      ({ fragments, service }) =>
        productHint(fragments) === product ||
        service?.hints.some(({ aspect, value }) => aspect === 'product' && value === product),
    )
  );
}

function productHint(fragments: readonly Fragment[]): string | undefined {
  return fragments.flatMap(({ hints }) => hints).find(({ aspect }) => aspect === 'product')?.value;
}

/** Files that only add to a node make none by themselves, except by an offset. */
function isCrumb({ fragments }: Group): boolean {
  return fragments.every(
    ({ format, fault, offset }) => !offset && (format.part === 'supporting' || fault !== undefined),
  );
}

function kindOf(home: Home, fragments: readonly Fragment[]): FoundNode['kind'] {
  const runsAs = (kind: 'machine' | 'pod') => fragments.some(({ format }) => format.runsAs === kind);
  if (runsAs('machine')) return 'machine';
  return runsAs('pod') || /(^|\/)(helm|charts?|[^/]*kubernetes[^/]*|k8s)\//.test(home.key) ? 'pod' : 'server';
}
