import { lastName } from '../configuration/leaf.js';
import type { Service } from '../model/fragment.js';
import { present } from '../values/present.js';

/** Lays one description of a service over another: lists are joined, of single values the upper one counts. */
export function mergedService(base: Service, over: Service): Service {
  const published = [...base.published, ...over.published];
  return {
    ...base,
    ...present({
      build: over.build ?? base.build,
      replicas: over.replicas ?? base.replicas,
      shares: over.shares ?? base.shares,
    }),
    ...present({ offset: over.offset ?? base.offset }),
    image: over.image || base.image,
    addresses: [...new Set([...over.addresses, ...base.addresses])],
    published: [...new Map(published.map((entry) => [entry.value, entry])).values()],
    sources: [...new Set([...over.sources, ...base.sources])],
    onHostNetwork: over.onHostNetwork || base.onHostNetwork,
    hints: [...over.hints, ...base.hints],
    linked: [...base.linked, ...over.linked],
    extraHosts: [...base.extraHosts, ...over.extraHosts],
    debug: [...base.debug, ...over.debug],
    probes: over.probes.length > 0 ? over.probes : base.probes,
    profiles: [...new Set([...base.profiles, ...over.profiles])],
    // Places are those of one file: what the other one sets is not read.
    environment: base.environment.filter(
      (leaf) => !over.environment.some((other) => lastName(other) === lastName(leaf)),
    ),
  };
}
