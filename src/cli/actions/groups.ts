import type { Evaluation } from '../../model/evaluation.js';
import { didYouMean } from '../../values/did-you-mean.js';
import { UsageError } from '../io.js';

/**
 * Returns the ids of the nodes that are asked for by id and by group; empty for all nodes.
 * @throws UsageError where no node is in the group, or none of those that are asked for by id
 */
export function nodesAskedFor(
  evaluations: readonly Evaluation[],
  { node: ids, group }: { readonly node: readonly string[]; readonly group?: string },
): readonly string[] {
  if (group === undefined || evaluations.length === 0) return ids;
  const members = membersOf(evaluations, group);
  const asked = ids.length === 0 ? members : members.filter((id) => ids.includes(id));
  if (asked.length === 0) throw new UsageError(`--group ${group}: ${ids.join(', ')} is in another group`);
  return asked;
}

/** Returns the ids of the nodes of a group; throws UsageError where it has none. */
export function membersOf(evaluations: readonly Evaluation[], group: string): readonly string[] {
  const nodes = evaluations.flatMap(({ deployment }) => deployment.nodes);
  const members = nodes.filter((node) => node.group === group).map(({ id }) => id);
  if (members.length > 0) return members;
  const legal = [...new Set(nodes.flatMap((node) => node.group ?? []))];
  const hint = legal.length === 0 ? '; no node has one' : didYouMean(group, legal) || `, only ${legal.join(', ')}`;
  throw new UsageError(`--group ${group}: there is no group "${group}"${hint}`);
}
