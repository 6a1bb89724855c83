import type { Deployment, Link, Outgoing } from '../model/deployment.js';
import type { Forward } from '../model/topology.js';
import { lookupIn } from './lookup.js';

/** Returns the forward through which a connection goes and behind which nothing answers; undefined for every other connection. */
export function deadForward(
  { dialledHost, port }: { readonly dialledHost?: string | undefined; readonly port?: number | undefined },
  deployment: Deployment,
): Forward | undefined {
  const forwards =
    lookupIn(deployment)
      .host(dialledHost)
      ?.forwards.filter((forward) => forward.port === port) ?? [];
  return forwards.every(({ to }) => to.length === 0) ? forwards[0] : undefined;
}

/** Connections that end at a port of a host behind which nothing answers. */
export function diallersOf(host: string, port: number, deployment: Deployment): readonly (Link | Outgoing)[] {
  return [
    ...deployment.links.filter(
      ({ dialledHost, dialled, outcome }) => dialledHost === host && dialled === port && outcome !== 'off',
    ),
    ...deployment.dials.filter((dial) => dial.dialledHost === host && dial.port === port),
  ];
}
