import { inProfile, type Release } from '../catalogue/release.js';
import type { NodeReading } from '../configuration/reading.js';
import type { Fragment } from '../model/fragment.js';
import type { ReferenceProblem, SyntaxProblem } from '../model/problems.js';
import type { NodePlan } from '../model/topology.js';

/** Makes the problem of configuration that a node points at and that cannot be read, as a whole or in part. */
export function unreadProblem({ id, config, place }: NodePlan, reason: string): ReferenceProblem {
  const name = config?.id ?? '';
  return {
    message: 'unread',
    data: { kind: 'configuration', name, by: `node ${id}`, reason },
    at: { ...(config?.place ?? place), label: reason },
    related: [],
    subject: { nodes: [id], listeners: [], detail: `configuration ${name} ${reason}` },
  };
}

/** Files that cannot be understood, each with the place. */
export function* faultProblems({ id, place }: NodePlan, fragments: readonly Fragment[]): Iterable<SyntaxProblem> {
  for (const { file, fault } of fragments)
    if (fault)
      yield {
        message: 'malformed',
        data: { node: id, file, reason: fault.reason },
        at: { file, path: place.path, range: fault.range, label: fault.reason },
        related: [],
        subject: { nodes: [id], listeners: [], detail: `${file} ${fault.reason}` },
      };
}

/**
 * Offsets and ports that only the running system knows, and that the topology does not contain either. A node that was found in files
 * has no topology to ask for more: it is judged with what its product ships, which is a warning.
 */
export function* unknownProblems(
  { id, offset, ports, place }: NodePlan,
  { unknown, enable, disable }: NodeReading,
  release: Release,
  profile: string,
  isDiscovered: boolean,
): Iterable<ReferenceProblem> {
  const isOpen = (listener: string) => {
    const entry = release.listeners.find((candidate) => candidate.id === listener);
    const on = entry !== undefined && inProfile(entry.profiles, profile) && entry.enabled === true;
    return (on || enable.has(listener)) && !disable.has(listener);
  };
  for (const { value, why: what, file, range } of unknown) {
    const [, listener] = /^ports\.(.*)$/.exec(what) ?? [];
    const isSaid = what === 'offset' ? offset !== undefined : ports.some((setting) => setting.id === listener);
    if (isSaid || (what !== 'offset' && (listener === undefined || !isOpen(listener)))) continue;
    const assumed = what === 'offset' ? `offset ${release.defaultOffset}` : 'the port';
    const [name, by] = [value.unknown, `node ${id}`];
    yield {
      ...(value.isAbsent
        ? { message: 'absent', data: { kind: 'configuration', name, by, assumed } }
        : { message: 'unresolved', data: { kind: 'value', name, by, what, ...(isDiscovered ? { assumed } : {}) } }),
      at: { file, range, path: place.path, label: `${id}: ${what} is not known` },
      related: [],
      subject: {
        nodes: [id],
        listeners: listener === undefined ? [] : [listener],
        detail: `${what} ${value.unknown}`,
      },
      ...(isDiscovered ? { severity: 'warning' } : {}),
    };
  }
}
