import type { Fragment, Home, Placement } from '../model/fragment.js';
import { posix } from '../values/posix.js';

export function inventoriesIn(fragments: readonly Fragment[]): readonly Fragment[] {
  return fragments.filter(({ placements }) => placements.length > 0);
}

/** Returns the machine of a node by an inventory, which lies beside the host_vars folder of its nodes. */
export function placementOf({ key, name }: Home, inventories: readonly Fragment[]): Placement | undefined {
  const folder = posix.dirname(posix.dirname(key));
  return inventories
    .filter(({ file }) => posix.dirname(file) === folder)
    .flatMap(({ placements }) => placements)
    .find((placement) => placement.folder === undefined && placement.node === name);
}

/** Returns the machine that a file gives the folder of a node. */
export function placementOfFolder({ key }: Home, inventories: readonly Fragment[]): Placement | undefined {
  return inventories
    .flatMap(({ placements }) => placements)
    .find(({ file, folder }) => {
      const path = folder === undefined ? undefined : posix.join(posix.dirname(file), folder);
      return path !== undefined && (key === path || key.startsWith(`${path}/`) || key.startsWith(`${path}#`));
    });
}
