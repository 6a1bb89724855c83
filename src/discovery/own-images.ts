import type { Release } from '../catalogue/release.js';
import { offsetIn } from '../configuration/reading.js';
import { absentConfiguration } from './absent.js';
import type { FoundNode } from './nodes.js';

/** Images of the vendor, which run what the catalogue says: `wso2/wso2am`, `docker.wso2.com/wso2am`. */
const OF_VENDOR = /(?:^|\/)wso2\/|^(?:[\w-]+\.)*wso2\.com(?::\d+)?\//;

/**
 * Marks the offset of a node as unknown if three things hold: its container runs an image that the vendor did not make, no file shows the
 * configuration inside it, and the declared ports fit another offset than the shipped one. Returns any other node unchanged.
 * @param declared ports inside of the container, 1-65535
 */
export function withUnseenOffset<N extends FoundNode>(node: N, release: Release, declared: readonly number[]): N {
  const { service, starter, fragments } = node;
  if (!service || !starter || service.image === '' || OF_VENDOR.test(service.image)) return node;
  const isSeen = fragments.some(({ format }) => format.part === 'main') || offsetIn([...fragments, starter]);
  if (isSeen || !isMoved(release, declared)) return node;
  const unseen = absentConfiguration(`the image ${service.image}`, service, starter.format);
  return { ...node, fragments: [...fragments, unseen] };
}

/** Whether none of some ports is at the shipped offset, and two of them are at one other offset. */
function isMoved({ listeners, defaultOffset }: Release, declared: readonly number[]): boolean {
  const bases = listeners.flatMap(({ basePort, shift }) =>
    shift === 'follows' && basePort !== null ? [basePort] : [],
  );
  const opened = (offset: number) => declared.filter((port) => bases.includes(port - offset)).length;
  if (opened(defaultOffset) > 0) return false;
  const offsets = new Set(declared.flatMap((port) => bases.map((base) => port - base)));
  return [...offsets].some((offset) => offset >= 0 && offset <= MAX_OFFSET && opened(offset) > 1);
}

/** Offsets above this are as likely to be the distance of two ports that have nothing to do with each other. */
const MAX_OFFSET = 100;
