import { canonical } from '../expand/names.js';
import type { Found } from '../model/fragment.js';
import type { NodePlan, Reference } from '../model/topology.js';
import { type OverlayContext, placeIn } from './context.js';

/** Merges the switches of the topology and of the files; the files win. */
export function mergedSwitches(context: OverlayContext): Pick<NodePlan, 'enable' | 'disable'> {
  const { reading } = context;
  const on = new Map<string, Found<boolean>>(reading.enable);
  const off = new Map<string, Found<boolean>>(reading.disable);
  for (const [id, found] of reading.asShipped.switches) (found.value ? on : off).set(id, found);
  return {
    enable: [...kept(context, 'enable', off), ...added(context, 'enable', reading.enable)],
    disable: [...kept(context, 'disable', on), ...added(context, 'disable', reading.disable)],
  };
}

/** The entries of the topology that no file contradicts. */
function kept(
  { node, names, drifts }: OverlayContext,
  list: 'enable' | 'disable',
  opposite: ReadonlyMap<string, Found<boolean>>,
): readonly Reference[] {
  return node[list].filter(({ id: name, place }) => {
    const id = canonical(names, name) ?? name;
    const found = opposite.get(id);
    if (!found) return true;
    drifts.push({
      what: name,
      id,
      written: `${list}d`,
      found: list === 'enable' ? 'disabled' : 'enabled',
      place,
      foundAt: placeIn(found, place.path),
      setting: found.why,
    });
    return false;
  });
}

function added(
  { node, names }: OverlayContext,
  list: 'enable' | 'disable',
  found: ReadonlyMap<string, Found<boolean>>,
): readonly Reference[] {
  const written = new Set(node[list].map(({ id }) => canonical(names, id) ?? id));
  return [...found]
    .filter(([id]) => !written.has(id))
    .map(([id, from]) => ({ id, place: placeIn(from, [...node.place.path, list]) }));
}
