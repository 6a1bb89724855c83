import type { Release, ReleaseLink } from '../catalogue/release.js';
import { endsOf, furtherEndsOf } from '../deployment/ends.js';
import { type Group, groupBy, linksByNode, lookupIn } from '../deployment/lookup.js';
import { wholeLink } from '../deployment/shared-link.js';
import type { Deployment, Link, Node } from '../model/deployment.js';
import type { ConfigSetting, NodeConfig } from '../model/desired.js';
import { shortened } from '../values/lists.js';
import { present } from '../values/present.js';
import { endpointOf, filledPattern, rightUrl, speaksTls } from './literals.js';
import { tomlOf } from './places.js';
import { isShippedValue } from './shipped.js';

/** Returns the values of the links of a node, one for each end that is known. */
export function linkSettings(node: Node, release: Release, deployment: Deployment): ConfigSetting[] {
  const entries = new Map(release.links.map((entry) => [entry.id, entry]));
  // Several endpoints may be in one text.
  const ends = groupBy(linksOfNode(node, deployment), ({ id, endPath }) => [id, ...(endPath ?? [])].join(' '));
  const settings = [...ends.values()].flatMap((links) => {
    const entry = entries.get(links[0].id);
    return entry ? settingOf(links, entry, release, node, deployment) : [];
  });
  const incomplete = new Set(settings.filter(({ isDefault }) => !isDefault).map(({ id }) => id));
  // A list that is written replaces the shipped one, so that it names the own node as well.
  return settings.map((setting) => {
    const isDerived = entries.get(setting.id)?.settings.derivedFrom !== undefined;
    return incomplete.has(setting.id) && !isDerived ? { ...setting, isDefault: false } : setting;
  });
}

/** Links of which the plan does not say whom they dial. */
export function undecidedLinks(node: Node, deployment: Deployment): NodeConfig['undecided'] {
  return linksOfNode(node, deployment)
    .filter(({ outcome, unjudged, peers }) => outcome === 'ambiguous' || unjudged === 'nobody' || peers !== undefined)
    .filter(({ outcome }) => outcome !== 'off')
    .map(({ id, candidates, peers, role }) => {
      const { first, more } = shortened(candidates);
      const nobody = candidates.length + (peers?.length ?? 0) === 0;
      return present({ link: id, nodes: first, more, role: nobody ? role : undefined, peers });
    });
}

function linksOfNode(node: Node, deployment: Deployment): readonly Link[] {
  return linksByNode(deployment).get(node.id) ?? [];
}

function settingOf(
  links: Group<Link>,
  entry: ReleaseLink,
  release: Release,
  node: Node,
  deployment: Deployment,
): ConfigSetting[] {
  const [first] = links;
  return eachEnd(first, deployment).flatMap((link) => {
    const value = settingValue(links, link, entry, deployment);
    if (value === undefined) return [];
    const setting: ConfigSetting[] = [
      {
        kind: 'link',
        id: entry.id,
        value,
        ...placeOf(link, entry, release),
        ...(link.target === undefined ? {} : { target: link.target }),
        secure: speaksTls(link, deployment),
        // A derived value is taken from another setting; there is nothing to write.
        isDefault: entry.settings.derivedFrom !== undefined || isShippedValue(link, entry, node),
      },
    ];
    return [...setting, ...setting.flatMap((plain) => secureSettings(plain, link, deployment))];
  });
}

/** The secure endpoint of the same node, where it has a key of its own beside that of the plain one. */
function secureSettings(plain: ConfigSetting, link: Link, deployment: Deployment): readonly ConfigSetting[] {
  if (!plain.toml?.some(({ authKey }) => authKey !== undefined)) return [];
  return furtherEndsOf({ ...wholeLink(link), basis: 'named' }, deployment).map(({ host, port, listener }) => ({
    ...plain,
    value: endpointOf(lookupIn(deployment).listener(link.target, listener), host, port),
    secure: true,
  }));
}

/** A link of which nothing is written, once for each node that has to be named. */
function eachEnd(link: Link, deployment: Deployment): readonly Link[] {
  const ends = endsOf(link, deployment);
  // Any of them will do, as far as the catalogue knows.
  if (ends.length < 2 || link.reach.reaches === 'unknown') return [link];
  return ends.map(({ node, host, port }) => ({
    ...wholeLink(link),
    ...{ target: node, expectedHost: host, expectedPort: port },
  }));
}

function placeOf({ setting }: Link, { settings }: ReleaseLink, release: Release): Partial<ConfigSetting> {
  if (settings.derivedFrom !== undefined) return { setting: `derived from the link ${settings.derivedFrom}` };
  return { ...setting, ...tomlOf(settings, release) };
}

/** What is written in the topology with its mistakes corrected, else the shipped text with the other end filled in. */
function settingValue(
  links: readonly Link[],
  link: Link,
  entry: ReleaseLink,
  deployment: Deployment,
): number | string | undefined {
  if (link.outcome === 'off' || link.outcome === 'ambiguous' || link.outcome === 'target-off') return undefined;
  if (link.kind === 'port') return link.expectedPort;
  if (link.url !== undefined) return rightUrl(link.url, links, deployment);
  return filledPattern(link, entry, deployment);
}
