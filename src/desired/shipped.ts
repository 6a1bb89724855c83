import type { ReleaseLink } from '../catalogue/release.js';
import type { Link, Node } from '../model/deployment.js';

/** Returns whether the configuration as shipped leads where a link should: to the node itself, or to another one on its host. */
export function isShippedValue(link: Link, entry: ReleaseLink, node: Node): boolean {
  const { expectedHost, expectedPort } = link;
  if (link.outcome === 'external' || expectedPort === undefined || entry.defaultPort === null) return false;
  const shipped = entry.takesOwnOffset === true ? entry.defaultPort + node.offset : entry.defaultPort;
  if (shipped !== expectedPort) return false;
  // The product finds the host of such a link elsewhere, and of its own services by itself.
  if (link.kind === 'port' || (link.target === node.id && link.front === undefined)) return true;
  return expectedHost === node.host && /localhost|\$\{carbon\.(local\.ip|host)\}/.test(entry.defaultValue);
}
