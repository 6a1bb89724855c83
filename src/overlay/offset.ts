import { isUnknown } from '../configuration/format.js';
import type { NodePlan } from '../model/topology.js';
import { type OverlayContext, placeIn, valueFrom } from './context.js';

/** Returns the offset of the files, where they have one. A tried offset, or that of the topology, is not one of the files. */
export function mergedOffset(context: OverlayContext): Pick<NodePlan, 'offset' | 'offsetPlace'> {
  const { node, reading, drifts } = context;
  const found = reading.fileOffset;
  if (!found || isUnknown(found.value)) return {};
  const path = [...node.place.path, 'offset'];
  const offset = valueFrom(context, { ...found, value: found.value }, path);
  if (typeof node.offset === 'number' && node.offset !== offset)
    drifts.push({
      what: 'offset',
      written: node.offset,
      found: offset,
      place: { file: node.place.file, path },
      foundAt: placeIn(found, path),
      setting: found.why,
      edit: { file: node.place.file, path, from: node.offset, to: offset },
    });
  return { offset, offsetPlace: placeIn(found, path) };
}
