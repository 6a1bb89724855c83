import type { Host } from '../model/deployment.js';
import type { Place } from '../model/finding.js';
import type { ReferenceProblem } from '../model/problems.js';
import type { HostPlan } from '../model/topology.js';
import { type Binds, bindsOn } from './binds.js';
import { unknownReference } from './reference.js';

/** Hosts with their containers resolved; a container on an unknown host, or on itself, has no machine. */
export function hostsOf(plans: readonly HostPlan[], problems: ReferenceProblem[]): Host[] {
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  return plans.map(({ on, ...plan }) => {
    const own = bindsOn(plan, problems);
    const machine = on === undefined ? undefined : byId.get(on.id);
    const published = machine === undefined ? own : bindsOn(machine, problems);
    const host: Host = {
      ...plan,
      occupied: bound(plan, plan.occupied, own),
      published: bound(plan, plan.published, published),
      forwards: bound(plan, plan.forwards, own),
    };
    if (!on) return host;
    const by = `host ${plan.id}`;
    if (!byId.has(on.id)) {
      problems.push(unknownReference({ kind: 'host', name: on.id, place: on.place, by, legal: [...byId.keys()] }));
      return host;
    }
    if (runsOnItself(plan.id, byId)) {
      const reason = 'a host cannot run on itself';
      problems.push(unknownReference({ kind: 'host', name: on.id, place: on.place, by, reason }));
      return host;
    }
    return { ...host, on: on.id };
  });
}

function bound<T extends { readonly bind: string; readonly place: Place }>(
  { id }: HostPlan,
  entries: readonly T[],
  binds: Binds,
): readonly T[] {
  return entries.map((entry) => ({ ...entry, bind: binds(entry.bind, { by: `host ${id}`, place: entry.place }) }));
}

function runsOnItself(id: string, hosts: ReadonlyMap<string, HostPlan>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined; at = hosts.get(at)?.on?.id) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
