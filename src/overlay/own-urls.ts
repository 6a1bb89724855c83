import { isUnknown } from '../configuration/format.js';
import type { NodePlan } from '../model/topology.js';
import { type OverlayContext, placeIn } from './context.js';

/** Returns the address in the URLs that a node gives clients of itself, as its files or else the topology say. */
export function mergedOwnUrls({ node, reading: { hostName, proxyPort } }: OverlayContext): Pick<NodePlan, 'ownUrls'> {
  const found = hostName && !isUnknown(hostName.value) ? { ...hostName, value: hostName.value } : undefined;
  const path = [...node.place.path, 'hostname'];
  const hostname = found ? { id: found.value, place: placeIn(found, path) } : node.ownUrls?.hostname;
  if (!hostname) return {};
  const port = proxyPort
    ? { port: proxyPort.value, place: placeIn(proxyPort, [...node.place.path, 'proxyPort']) }
    : node.ownUrls?.proxyPort;
  return { ownUrls: { hostname, ...(port === undefined ? {} : { proxyPort: port }) } };
}
