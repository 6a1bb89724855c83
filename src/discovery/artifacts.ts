import type { Release } from '../catalogue/release.js';
import type { Found, Service } from '../model/fragment.js';

/** How far above a base port a published port may lie and still mean that listener, with the offset wrong. */
const NEAR = 20;

/**
 * Published ports that belong to something deployed in the container: a Siddhi application, an inbound endpoint. Only
 * products that run such artifacts have them; for others a port that nothing opens is a mistake.
 */
export function artifactPorts({ published }: Service, release: Release): Found<string>[] {
  const runsArtifacts = release.listeners.some((listener) => listener.basePort === null || listener.runsArtifacts);
  if (!runsArtifacts) return [];
  const bases = release.listeners.flatMap(({ basePort }) => basePort ?? []);
  return published.flatMap((entry) => {
    const inside = /:(\d{1,5})(\/(?:tcp|udp))?$/.exec(entry.value);
    const port = Number(inside?.[1]);
    if (!inside || bases.some((base) => port >= base && port <= base + NEAR)) return [];
    return [{ ...entry, value: `${port}:${port}${inside[2] ?? ''}` }];
  });
}

/** Ports that debuggers listen on, as entries of the container. */
export function debugPorts({ debug }: Service): Found<string>[] {
  return debug.map((entry) => ({ ...entry, value: `${entry.value}:${entry.value}` }));
}
