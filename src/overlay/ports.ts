import { canonical } from '../expand/names.js';
import type { Found } from '../model/fragment.js';
import type { PortSetting } from '../model/topology.js';
import { type OverlayContext, placeIn, valueFrom } from './context.js';

/** Ports of the topology and of the files; the file's number wins. */
export function mergedPorts(context: OverlayContext): readonly PortSetting[] {
  const { node, reading, names } = context;
  const written = new Map(node.ports.map((setting) => [canonical(names, setting.id) ?? setting.id, setting]));
  const ids = new Set([...written.keys(), ...reading.ports.keys(), ...reading.binds.keys()]);
  return [...ids].map((id) => mergedPort(context, id, written.get(id)));
}

function mergedPort(context: OverlayContext, id: string, written: PortSetting | undefined): PortSetting {
  const { reading } = context;
  compare(context, id, written, reading.ports.get(id) ?? reading.asShipped.ports.get(id));
  const [port, bind] = [reading.ports.get(id), reading.binds.get(id)];
  const { id: name = id, long = bind !== undefined } = written ?? {};
  const path = [...context.node.place.path, 'ports', name];
  const from = port ?? bind;
  const place = written?.place ?? { file: context.node.place.file, path };
  return {
    ...written,
    id: name,
    long,
    ...(port === undefined ? {} : { port: valueFrom(context, port, path) }),
    ...(bind === undefined ? {} : { bind: bind.value }),
    place: from === undefined || (port === undefined && written?.port !== undefined) ? place : placeIn(from, path),
  };
}

function compare(
  { node, drifts }: OverlayContext,
  id: string,
  written: PortSetting | undefined,
  found: Found<number> | undefined,
): void {
  if (!found || written?.port === undefined || written.port === found.value) return;
  const path = [...node.place.path, 'ports', written.id, ...(written.long ? ['port'] : [])];
  drifts.push({
    what: `ports.${written.id}`,
    id,
    written: written.port,
    found: found.value,
    place: written.place,
    foundAt: placeIn(found, path),
    setting: found.why,
    edit: { file: node.place.file, path, from: written.port, to: found.value },
  });
}
