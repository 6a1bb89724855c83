import type { Deployment } from '../model/deployment.js';
import type { Hop } from '../model/topology.js';
import type { End } from './ends.js';
import { lookupIn } from './lookup.js';

/** An end with the Service that leads to it. */
export interface ServedEnd extends End {
  readonly through?: string;
  /** The listener there, where the Service says which it is. */
  readonly listener?: string;
}

/** Returns the ends behind a Service: its address means the pods, to which packets go. Every other end stays as it is. */
export function behindService(end: End, deployment: Deployment): readonly ServedEnd[] {
  const { host: hostOf, listener: listenerOf } = lookupIn(deployment);
  const service = hostOf(end.host);
  if (service?.kind !== 'service') return [end];
  const served = service.forwards
    .filter(({ port }) => port === end.port)
    .flatMap(({ to }) =>
      to.flatMap(({ node, listener: id }) => {
        const listener = listenerOf(node, id);
        return listener
          ? [{ node, host: listener.host, port: listener.port, listener: id, through: hopText(end) }]
          : [];
      }),
    );
  return served.length > 0 ? served : [end];
}

/** Names a port of a front end: `tm-service:9611`. */
export function hopText({ host, port }: Hop): string {
  return `${host}:${port}`;
}
