import { inProfile, type Release, type ReleaseSelfReference } from '../catalogue/release.js';
import type { SelfReference } from '../model/deployment.js';
import { entryOf, memo } from '../values/memo.js';
import { present } from '../values/present.js';
import { type PlacedNode, pathOfSetting, portOf } from './listeners.js';
import { placeOfSetting } from './nodes.js';
import type { Scene } from './scene.js';

/** Returns the ports in files of a node that the offset does not reach, as shipped and as they have to be. */
export function selfReferencesOf(node: PlacedNode, scene: Scene): readonly SelfReference[] {
  const { plan, release, profile } = node;
  const isOwn =
    plan.ports.length > 0 ||
    node.disabled.size > 0 ||
    entriesOf(node).some((entry) => roleElsewhere(node, entry) !== undefined);
  if (isOwn) return makeSelfReferences(node, scene);
  return entryOf(plainReferences(release), `${profile} ${node.offset}`, () => makeSelfReferences(node, scene));
}

/** They are the same for every node of a release, profile and offset that says nothing of its own about them and means itself. */
const plainReferences = memo((_: Release) => new Map<string, readonly SelfReference[]>());

function makeSelfReferences(node: PlacedNode, scene: Scene): readonly SelfReference[] {
  return entriesOf(node).map((entry) => selfReferenceOf(node, entry, scene));
}

function entriesOf({ release, profile }: PlacedNode): readonly ReleaseSelfReference[] {
  return release.selfReferences.filter((entry) => inProfile(entry.profiles, profile));
}

/** The role that a reference means, where the node does not play it. */
function roleElsewhere({ roles }: PlacedNode, { to }: ReleaseSelfReference): string | undefined {
  return to === undefined || roles.includes(to) ? undefined : to;
}

function selfReferenceOf(node: PlacedNode, entry: ReleaseSelfReference, scene: Scene): SelfReference {
  const written = node.plan.ports.find(({ id }) => id === entry.id || entry.aliases.includes(id));
  const role = roleElsewhere(node, entry);
  const ports = entry.listeners.flatMap((id) => {
    const base = node.names.listeners.get(id)?.basePort ?? undefined;
    if (base === undefined) return [];
    const shipped = base + node.release.defaultOffset;
    const end = role === undefined ? ownEnd(node, id) : endElsewhere(node, role, { id, shipped }, scene);
    return end ? [{ listener: id, shipped, ...end }] : [];
  });
  const place = placeOfSetting(node.release, entry.settings);
  return {
    id: entry.id,
    file: place?.file ?? '',
    element: place?.setting ?? '',
    edit: entry.edit,
    ports,
    disabled: node.disabled.has(entry.id),
    ...(written?.port === undefined
      ? {}
      : { configured: written.port, place: written.place, portPath: pathOfSetting(node, written) }),
  };
}

/** The port that is right in a file; the node that has it, and its host, where these are other ones than the own. */
interface End {
  readonly effective: number;
  readonly node?: string;
  readonly host?: string;
}

function ownEnd(node: PlacedNode, listener: string): End | undefined {
  const effective = portOf(node, listener);
  return effective === undefined ? undefined : { effective };
}

/**
 * The port of the node that is meant: the shipped one where such a node has it on the own host, else that of the only node that can be
 * meant; nothing where the plan does not say who that is.
 */
function endElsewhere(
  node: PlacedNode,
  role: string,
  { id, shipped }: { readonly id: string; readonly shipped: number },
  { roles, network }: Scene,
): End | undefined {
  const players = roles.candidates(node, role);
  const answering = network.reach(network.hostOf(node), shipped).map(({ listener }) => listener.node);
  const near = players.find(({ plan }) => answering.includes(plan.id));
  if (near) return { effective: shipped, node: near.plan.id };
  const [only, second] = players;
  if (!only || second) return undefined;
  const listener = network.open(only, id);
  if (!listener) return undefined;
  const { host, port } = network.route(node, listener, undefined);
  return { effective: port, node: only.plan.id, ...present({ host: host === node.plan.host.id ? undefined : host }) };
}
