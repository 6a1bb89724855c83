import type { Deployment, Link } from '../model/deployment.js';
import { type Address, addressOf } from './listener-address.js';
import { lookupIn } from './lookup.js';

/** One node at the other end of a link, and where it is dialled. */
export interface End extends Address {
  readonly node: string;
}

/** Returns where the client of a link connects besides, at each of its ends: listeners that it dials without a setting. */
export function furtherEndsOf(link: Link, deployment: Deployment): readonly (End & { readonly listener: string })[] {
  const { alsoDials, front } = link;
  if (alsoDials === undefined || front !== undefined) return [];
  const { listener: listenerOf, host: hostOf, owner } = lookupIn(deployment);
  const from = hostOf(owner(link).host);
  return endsOf(link, deployment).flatMap(({ node }) =>
    alsoDials.flatMap((id) => {
      const listener = listenerOf(node, id);
      return listener ? [{ node, listener: id, ...addressOf(listener, from, hostOf) }] : [];
    }),
  );
}

/** Returns where a link leads, or has to lead: to one end where one is written or named, to every node that it reaches where nothing is. */
export function endsOf(link: Link, deployment: Deployment): readonly End[] {
  const { basis, front, target, targets, expectedHost: host, expectedPort: port } = link;
  if (target === undefined || host === undefined || port === undefined) return [];
  const first: End = { node: target, host, port };
  if (basis !== 'assumed' || front !== undefined || targets.length < 2 || !targets.includes(target)) return [first];
  const { listener: listenerOf, host: hostOf, owner } = lookupIn(deployment);
  const from = hostOf(owner(link).host);
  return targets.flatMap((node) => {
    if (node === target) return [first];
    const listener = listenerOf(node, link.listener);
    return listener ? [{ node, ...addressOf(listener, from, hostOf) }] : [];
  });
}
