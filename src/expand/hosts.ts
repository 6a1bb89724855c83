import type { Host } from '../model/deployment.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { HostPlan } from '../model/topology.js';
import { normalBind } from '../values/addresses.js';
import { unknownReference } from './reference.js';

/** Hosts with their containers resolved; a container on an unknown host, or on itself, stands on its own. */
export function hostsOf(plans: readonly HostPlan[], problems: ReferenceProblem[]): Host[] {
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  return plans.map(({ on, ...plan }) => {
    const host: Host = {
      ...plan,
      occupied: plan.occupied.map((entry) => ({ ...entry, bind: normalBind(entry.bind) })),
      published: plan.published.map((entry) => ({ ...entry, bind: normalBind(entry.bind) })),
      forwards: plan.forwards.map((entry) => ({ ...entry, bind: normalBind(entry.bind) })),
    };
    if (!on) return host;
    const by = `host ${plan.id}`;
    if (!byId.has(on.id)) {
      problems.push(unknownReference({ kind: 'host', name: on.id, place: on.place, by, legal: [...byId.keys()] }));
      return host;
    }
    if (runsOnItself(plan.id, byId)) {
      const reason = 'a host cannot run on itself';
      problems.push(unknownReference({ kind: 'host', name: on.id, place: on.place, by, legal: [], reason }));
      return host;
    }
    return { ...host, on: on.id };
  });
}

function runsOnItself(id: string, hosts: ReadonlyMap<string, HostPlan>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined; at = hosts.get(at)?.on?.id) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** Hosts by every name that a URL may use for them. A name that two hosts claim leads to the first. */
export function hostsByAddress(hosts: readonly Host[]): ReadonlyMap<string, Host> {
  const map = new Map<string, Host>();
  for (const host of hosts) if (!map.has(host.id.toLowerCase())) map.set(host.id.toLowerCase(), host);
  for (const host of hosts)
    for (const address of host.addresses) if (!map.has(address.toLowerCase())) map.set(address.toLowerCase(), host);
  return map;
}
