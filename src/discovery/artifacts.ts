import type { Release } from '../catalogue/release.js';
import type { NodeReading } from '../configuration/reading.js';
import type { Found, Service } from '../model/fragment.js';

/** How far above a port of a product another one may lie and still mean it, with the offset wrong. */
const NEAR = 20;

/** Returns whether a port is one of the product, as it ships or as its files set it, with whatever offset. */
export function isOfProduct(port: number, release: Release, { ports }: Pick<NodeReading, 'ports'>): boolean {
  const bases = [
    ...release.listeners.flatMap(({ basePort }) => basePort ?? []),
    ...[...ports.values()].map(({ value }) => value),
  ];
  return bases.some((base) => port >= base && port <= base + NEAR);
}

/** Protocols that say what a port is for; agents of every kind speak HTTP and RMI. */
const TELLING = /mqtt|amqp|thrift|ldap/;

/** Returns whether a port is called by the protocol of a listener of the product, `mqtt-tls`: then it is meant to be that one. */
export function isCalledLike(names: readonly string[], { listeners }: Release): boolean {
  const spoken = new Set(listeners.flatMap(({ transport }) => TELLING.exec(transport)?.[0] ?? []));
  return names.some((name) => spoken.has(TELLING.exec(name.toLowerCase())?.[0] ?? ''));
}

/**
 * Published ports that belong to something deployed in the container: a Siddhi application, an inbound endpoint. Only
 * products that run such artifacts have them; for others a port that nothing opens is a mistake.
 */
export function artifactPorts(
  { published }: Service,
  release: Release,
  read: () => Pick<NodeReading, 'ports'>,
): Found<string>[] {
  const runsArtifacts = release.listeners.some((listener) => listener.basePort === null || listener.runsArtifacts);
  if (!runsArtifacts || published.length === 0) return [];
  const reading = read();
  return published.flatMap((entry) => {
    const inside = /:(\d{1,5})(\/(?:tcp|udp))?$/.exec(entry.value);
    const port = Number(inside?.[1]);
    if (!inside || isOfProduct(port, release, reading)) return [];
    return [{ ...entry, value: `${port}:${port}${inside[2] ?? ''}` }];
  });
}

/** Ports that debuggers listen on, as entries of the container. */
export function debugPorts({ debug }: Service): Found<string>[] {
  return debug.map((entry) => ({ ...entry, value: `${entry.value}:${entry.value}` }));
}
