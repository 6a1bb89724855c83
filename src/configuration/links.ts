import { inProfile, type ReleaseLink } from '../catalogue/release.js';
import { sourceOf } from '../catalogue/settings.js';
import type { ListPlace } from '../model/endpoint-list.js';
import type { Found } from '../model/fragment.js';
import { isLoopback } from '../values/addresses.js';
import { listedEndpoints } from '../values/endpoint-lists.js';
import { OWN_HOST, parseEndpoints } from '../values/endpoints.js';
import { containerOf } from './leaf.js';
import { type NodeSettings, type Unknowns, writtenPlace } from './node-settings.js';
import { foundIn, unresolvedIn } from './plain-values.js';
import { type PlacedLeaf, writtenFile } from './setting-place.js';

/** One end of a link as a file has it: an endpoint, or the port that the product dials. */
export interface ReadEnd extends Found<string | number> {
  /** The table or element that contains it: endpoints of one gateway environment belong together. */
  readonly group: string;
  /** Where it is in a list of groups: in braces, or else in the table or element. */
  readonly list?: ListPlace;
}

export interface ReadLinks {
  readonly links: ReadonlyMap<string, readonly ReadEnd[]>;
  /** Links that are on as shipped, and in a section that is switched off here. */
  readonly off: ReadonlyMap<string, Found<false>>;
}

/** Links of the roles that the node plays, with the literals of its files. */
export function linksIn(settings: NodeSettings, unknown: Unknowns): ReadLinks {
  const links = new Map<string, readonly ReadEnd[]>();
  const off = new Map<string, Found<false>>();
  for (const link of settings.release.links) {
    if (!settings.roles.has(link.from) || !inProfile(link.profiles, settings.profile)) continue;
    const leaves = settings.matching(sourceOf(settings.release, link.settings));
    const open = leaves.filter((leaf) => !settings.isClosed(leaf));
    const [closed] = leaves;
    if (closed && open.length === 0 && link.enabled === true)
      off.set(
        link.id,
        foundIn(closed.file, closed, false, `${writtenPlace(closed)} in a section that is switched off`),
      );
    // Several files of a node may say the same; the first one is in force.
    const inForce = open.filter((leaf) => open[0] && writtenFile(leaf) === writtenFile(open[0]));
    const ends = inForce
      .flatMap((leaf) => endsIn(leaf, link.id, unknown))
      .filter((end) => !isShippedDefault(settings, end, link));
    if (ends.length > 0) links.set(link.id, ends);
  }
  return { links, off };
}

/**
 * The node's own address by placeholders is what ships. It says nothing about a link that is off by default, nor about a
 * gateway that is not a node of this product and has no services to call. The shipped number at the own address says nothing
 * about a link of the node to itself that is off by default.
 */
function isShippedDefault({ hostName, roles }: NodeSettings, { value }: ReadEnd, link: ReleaseLink): boolean {
  const endpoint = typeof value === 'string' ? parseEndpoints(value)[0] : undefined;
  if (endpoint?.host === undefined) return false;
  const own = isLoopback(endpoint.host) || OWN_HOST.test(endpoint.host) || endpoint.host === hostName;
  if (endpoint.placeholder === undefined)
    return own && link.enabled === false && roles.has(link.to) && endpoint.port === link.defaultPort;
  return own && (link.enabled !== true || (link.leftAsShipped && !roles.has(link.to)));
}

function endsIn(leaf: PlacedLeaf, id: string, unknown: Unknowns): ReadEnd[] {
  const group = containerOf(leaf.steps.slice(0, -1));
  if (unresolvedIn(leaf.value) !== undefined) {
    unknown.push(foundIn(leaf.file, leaf, { unknown: leaf.value }, `links.${id}`));
    return [];
  }
  if (/^\d{1,5}$/.test(leaf.value))
    return [{ ...foundIn(leaf.file, leaf, Number(leaf.value), writtenPlace(leaf)), group }];
  return listedEndpoints(leaf.value)
    .filter(({ endpoint: { host, scheme, port } }) => host !== undefined && (scheme ?? port) !== undefined)
    .map(({ endpoint, group: number, fault }) => ({
      ...foundIn(leaf.file, leaf, endpoint.text, writtenPlace(leaf)),
      group,
      list: { group: `${group} ${number}`, ...(fault ? { fault } : {}) },
    }));
}
