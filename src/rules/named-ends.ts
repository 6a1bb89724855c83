import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { Label, Problem } from '../model/finding.js';
import { memo } from '../values/memo.js';
import { placeText } from './literal-text.js';
import { type FixCandidate, listed } from './rule.js';

/** Yields the change of a name that the plan has under `to`, where one node only can be meant. */
export function* namingFixes(
  { node, link: id }: { readonly node: string; readonly link: string },
  at: Label,
  deployment: Deployment,
): Iterable<FixCandidate> {
  const { owner, endPath } = lookupIn(deployment);
  const links = namedLinks(deployment).get(`${node} ${id}`) ?? [];
  const named = links.filter(({ place }) => placeText(place) === placeText(at));
  for (const link of named) {
    const [only, ...others] = othersFor(link, deployment);
    if (only === undefined || others.length > 0) continue;
    yield {
      title: `set ${link.id} of ${link.node} to ${only}`,
      edits: [{ file: owner(link).place.file, path: [...endPath(link), 'to'], from: namedIn(link), to: only }],
      configuration: [],
    };
  }
}

const namedLinks = memo(({ links }: Deployment) =>
  groupBy(
    links.filter(({ basis }) => basis === 'named'),
    ({ node, id }) => `${node} ${id}`,
  ),
);

/** The node that is named instead of the right one. */
function namedIn({ reached, target }: Link): string | undefined {
  return reached?.node ?? target;
}

/** The nodes that play the role and open the listener, but for the one that is named and the one that names it: it meant another one. */
function othersFor(link: Link, deployment: Deployment): readonly string[] {
  const { listenersOf } = lookupIn(deployment);
  const opens = (id: string) => listenersOf(id).some((listener) => link.listeners.includes(listener.id));
  return link.targets.filter((id) => id !== namedIn(link) && id !== link.node && opens(id));
}

/** Says what to decide, where a node is named that cannot be meant, and the plan does not say which one is. */
export function namingNotes(link: Link, deployment: Deployment): Pick<Problem, 'notes'> {
  if (link.basis !== 'named') return {};
  const others = othersFor(link, deployment);
  if (others.length === 1) return {};
  const end = `links.${link.id} of ${link.node}`;
  if (others.length > 1) return { notes: [`write ${end}: ${others.slice(0, -1).join(', ')} or ${others.at(-1)}`] };
  if (link.targets.includes(link.node)) return { notes: [`leave ${end} out, which means ${link.node} itself`] };
  const added = `add a node that plays ${link.role}, or write ${end} as a url if it is outside of the plan`;
  // A node that plays the role has the listener, and it is off; any other node would have to become another product or profile.
  const isOff = lookupIn(deployment).node(link.target)?.roles.includes(link.role);
  return { notes: [isOff ? `enable ${listed(link.listeners)} of ${link.target}, or ${added}` : added] };
}
