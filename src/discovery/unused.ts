import type { Fragment, Service } from '../model/fragment.js';
import { posix } from '../values/posix.js';
import type { FileGroup, NamedPath } from './groups.js';
import { placementOf } from './placements.js';

/** A node that a service runs. */
interface Run {
  readonly fragments: readonly Fragment[];
  readonly service?: Service;
}

/** The tree around configuration that no service uses. */
interface Around {
  /** All such configuration. */
  readonly left: readonly FileGroup[];
  /** The nodes that services run. */
  readonly nodes: readonly Run[];
  readonly names: readonly NamedPath[];
  readonly inventories: readonly Fragment[];
}

/** Whether configuration that no service uses is a variant, a copy or a template, so that no node is made of it. */
export function isUnused(group: FileGroup, { left, nodes, names, inventories }: Around): boolean {
  return (
    isVariant(group, nodes, names) ||
    isOnNoMachine(group, inventories) ||
    isSpare(group, left) ||
    isKeptInside(group, left, names)
  );
}

/** Of the kind of a mounted configuration but mounted by no service. */
function isVariant(group: FileGroup, nodes: readonly Run[], names: readonly NamedPath[]): boolean {
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

/** A copy of configuration that lies beside it: `deployment_template.toml`, `deployment-old.toml`. */
function isSpare({ home }: FileGroup, groups: readonly FileGroup[]): boolean {
  if (!/^(template|sample|example|old|backup|bak|copy|orig|original)$/i.test(home.name)) return false;
  return groups.some(
    ({ home: other, fragments }) =>
      other !== home && fragments.some(({ file }) => posix.dirname(file) === posix.dirname(home.key)),
  );
}

/** Templates that come with a product and what its scripts set aside, inside of the home that it runs from. */
function isKeptInside({ home }: FileGroup, groups: readonly FileGroup[], names: readonly NamedPath[]): boolean {
  const inside = /^(?:(.+?)\/)?(?:repository\/resources|backup)(?:\/|$)/.exec(home.key);
  if (!inside || names.some(({ path }) => path === home.key)) return false;
  const outer = inside[1] ?? '.';
  const conf = posix.join(outer, 'repository/conf');
  return groups.some(
    ({ home: other, fragments }) =>
      other.key === outer &&
      fragments.some(({ file, format }) => format.part === 'main' && posix.dirname(file) === conf),
  );
}

/** Variables of a node that the inventory beside them does not have. */
function isOnNoMachine({ home, fragments }: FileGroup, inventories: readonly Fragment[]): boolean {
  if (!fragments.some(({ format }) => format.runsAs === 'machine')) return false;
  const folder = posix.dirname(posix.dirname(home.key));
  return inventories.some(({ file }) => posix.dirname(file) === folder) && !placementOf(home, inventories);
}
