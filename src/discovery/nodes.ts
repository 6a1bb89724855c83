import { emptyFragment } from '../configuration/format.js';
import { distinctNames, idOf } from '../configuration/home.js';
import { settingsOf } from '../configuration/plain-values.js';
import type { ChartValue } from '../model/chart-value.js';
import type {
  Format,
  Found,
  Fragment,
  Home,
  NamedAddress,
  Placement,
  Service,
  UnreadPlace,
} from '../model/fragment.js';
import type { ProbeManifest } from '../model/manifests.js';
import { posix } from '../values/posix.js';
import { absentConfiguration } from './absent.js';
import { imagesApart, isImage, joinedByImage } from './built-images.js';
import { withEnvironment } from './environment.js';
import { freeId } from './free-id.js';
import { type FileGroup, groupsOf, type NamedPath } from './groups.js';
import { builtHomes, isOfRole, isPartOfRole, unreadRoles } from './machines-apart.js';
import { groupOf, mountedPath } from './mounts.js';
import { joinedByName } from './name-join.js';
import { inventoriesIn, placementOf, placementOfFolder } from './placements.js';
import { withServices } from './services.js';
import { isUnused } from './unused.js';

/** The facts of a node that its cluster decides. */
interface Pod {
  readonly workload: string;
  /** Its workload and the ConfigMaps that it reads. */
  readonly objects: readonly string[];
  readonly ofChart?: true;
  readonly chartValues?: readonly ChartValue[];
  readonly replicas: Found<number>;
  readonly probes: readonly ProbeManifest[];
}

/** A node that was found: its files, and the service or the machine that runs it. */
export interface FoundNode {
  readonly id: string;
  /** Its name alone; the id may carry a prefix that makes it unique. */
  readonly name: string;
  /** Where its files are, for messages; the service's place where it has none. */
  readonly origin: string;
  readonly fragments: readonly Fragment[];
  readonly service?: Service;
  /** The command line of its container, which overrides its files. */
  readonly starter?: Fragment;
  /** Folder of the compose file: its projects share a machine. */
  readonly project?: string;
  readonly placement?: Placement;
  /** The workload of a cluster that runs it: `Deployment/gateway`. */
  readonly pod?: Pod;
  /** Names and addresses of machines that are in its files or in hosts files. */
  readonly names?: readonly NamedAddress[];
  /** How its host is found: by a name in its files, or because each node of its kind has its own. */
  readonly kind: 'server' | 'service' | 'pod' | 'machine' | 'image';
  /** A Dockerfile makes an image of its configuration alone. */
  readonly isBuilt?: true;
}

export interface FoundNodes {
  readonly nodes: readonly FoundNode[];
  /** Services that run something else, with the machine that publishes their ports. */
  readonly neighbours: readonly { readonly service: Service; readonly project: string }[];
  /** Folders that no service uses although others of their kind are used: variants that were not chosen. */
  readonly unused: readonly string[];
}

export interface FoundTree extends FoundNodes {
  /** What compose files say that is not understood, of projects that run a product. */
  readonly unread: readonly UnreadPlace[];
}

/** Sorts the fragments of a tree into nodes. With `images`, Dockerfiles become nodes if the tree has no other nodes. */
export function nodesIn(read: readonly Fragment[], names: readonly NamedPath[] = [], images = true): FoundTree {
  const fragments = withServices(read);
  const groups = groupsOf(fragments, names);
  const taken = new Set<string>();
  const { nodes: ofServices, neighbours } = serviceNodes(fragments, groups, names, taken);
  const used = new Set(ofServices.map(({ origin }) => origin));
  const left = [...groups.values()].filter(({ home }) => !used.has(home.key));
  const inventories = inventoriesIn(fragments);
  const unused = left.filter(
    (group) => !isSupporting(group) && isUnused(group, { left, nodes: ofServices, names, inventories }),
  );
  const main = left.filter((group) => !unused.includes(group) && !isSupporting(group));
  const configured = main.filter((group) => !isPartOfRole(group));
  const isAlone = ofServices.length === 0 && main.length === 0;
  // In a tree without any other node, the Dockerfiles are what people build and run.
  const standalone = isAlone && images ? left.filter(isImage).flatMap(imagesApart) : configured;
  const nodes = withNames([...ofServices, ...standaloneNodes(standalone, fragments, taken)], fragments);
  const projects = new Set(ofServices.flatMap(({ service }) => service?.file ?? []));
  const unread = [
    ...fragments.flatMap((fragment) => (projects.has(fragment.file) ? fragment.unread : [])),
    ...unreadRoles(main.filter(isPartOfRole)),
  ];
  return { nodes, neighbours, unused: unused.map(({ home }) => home.key), unread };
}

/** Nodes that a compose service runs, and services that run something else. */
function serviceNodes(
  fragments: readonly Fragment[],
  groups: ReadonlyMap<string, FileGroup>,
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
  const standalone = [...groups.values()].filter((group) => !claimed.has(group) && isMain(group));
  const unjoined = services.filter(({ service }) => !mounted.get(service) && mountedPath(service) === undefined);
  const joined = new Map([
    ...joinedByImage(
      unjoined,
      [...groups.values()].filter((group) => !claimed.has(group)),
    ),
    ...joinedByName(unjoined, standalone),
  ]);
  for (const { service, project, format } of services) {
    const group = mounted.get(service) ?? joined.get(service);
    const isProduct = service.hints.some(({ aspect }) => aspect === 'product');
    // A script that is mounted into a database makes no product of it.
    if (!isProduct && (!group || isSupporting(group))) neighbours.push({ service, project });
    else nodes.push({ ...serviceNode(service, project, format, group, taken), starter: starterOf(service, format) });
  }
  return { nodes, neighbours };
}

/** Configuration of a product, and not only what adds to one. */
function isMain({ fragments }: FileGroup): boolean {
  return fragments.some(
    ({ format, hints }) => format.part === 'main' && format.runsAs === undefined && hints.length > 0,
  );
}

function serviceNode(
  service: Service,
  project: string,
  format: Format,
  group: FileGroup | undefined,
  taken: Set<string>,
): FoundNode {
  const { absent } = service;
  const unknown = !group && absent !== undefined ? [absentConfiguration(absent.what, absent, format)] : [];
  return {
    id: freeId(taken, service.name, nameInProject(service.name, project)),
    name: service.name,
    origin: group?.home.key ?? `${service.file}:${service.range.start.line}`,
    fragments: withEnvironment(group?.fragments ?? unknown, service.environment),
    service,
    project,
    kind: 'service',
  };
}

/** Returns the command line and environment of a container as a fragment of its node. */
export function starterOf({ file, hints, offset, environment }: Service, format: Format): Fragment {
  return {
    ...emptyFragment(file, { ...format, survivesToml: true, onCommandLine: true }),
    hints,
    settings: settingsOf(environment),
    ...(offset ? { offset } : {}),
  };
}

/** Nodes that run by themselves, on the machine that an inventory names where there is one. */
function standaloneNodes(
  groups: readonly FileGroup[],
  fragments: readonly Fragment[],
  taken: Set<string>,
): FoundNode[] {
  const ids = distinctNames(groups.map(({ home }) => home));
  const inventories = inventoriesIn(fragments);
  const built = builtHomes(
    groups.map(({ home }) => home.key),
    fragments,
  );
  return groups.map((group) => {
    const { home, fragments: files } = group;
    const placement = placementOf(home, inventories) ?? placementOfFolder(home, inventories);
    return {
      id: freeId(taken, ids.get(home.key) ?? idOf(home.name)),
      name: home.name,
      origin: home.key,
      fragments: files,
      kind: isOfRole(group) ? 'machine' : kindOf(home, files),
      ...(placement ? { placement } : {}),
      ...(built.has(home.key) ? { isBuilt: true } : {}),
    };
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

/** A service with the name of its project's folder, where that has one. */
function nameInProject(name: string, project: string): string {
  const folder = posix.basename(project);
  return /^\.*$/.test(folder) ? name : `${folder}-${name}`;
}

/** Files that only add to a node make none by themselves, except by an offset. */
function isSupporting({ fragments }: FileGroup): boolean {
  return fragments.every(
    ({ format, fault, offset }) => !offset && (format.part === 'supporting' || fault !== undefined),
  );
}

function kindOf(home: Home, fragments: readonly Fragment[]): FoundNode['kind'] {
  const runsAs = (kind: 'machine' | 'pod') => fragments.some(({ format }) => format.runsAs === kind);
  if (runsAs('machine')) return 'machine';
  if (isImage({ home, fragments })) return 'image';
  return runsAs('pod') || /(^|\/)(helm|charts?|[^/]*kubernetes[^/]*|k8s)\//.test(home.key) ? 'pod' : 'server';
}
