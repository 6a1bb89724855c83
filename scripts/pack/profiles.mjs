// What a release is whose pack has other profiles than the one before, and what a distribution is that runs some of them.

/** A release that has lost the profiles which its pack no longer names. */
export function withoutProfiles(release, gone) {
  const left = (names) => names.filter((name) => !gone.includes(name));
  return {
    ...release,
    profiles: left(release.profiles),
    roles: rolesWith(release, left),
    listeners: release.listeners.map((listener) => ({ ...listener, profiles: left(listener.profiles) })),
  };
}

/**
 * A distribution that runs parts of a product.
 *
 * @param release the product that had all of them
 * @param parts for each profile of the distribution the profile of the product that it runs
 * @param opens whether a profile of the distribution opens a listener, by what its build puts into the profile; undefined where the
 *   build says nothing
 */
export function distributed(release, parts, opens = () => undefined) {
  const profiles = Object.keys(parts);
  const run = (names) => profiles.filter((own) => names.includes('all') || names.includes(parts[own]));
  const running = (entries) =>
    entries.flatMap((entry) => {
      const inherited = run(entry.profiles);
      const own = profiles.filter((profile) => opens(entry.id, profile) ?? inherited.includes(profile));
      return entry.profiles.length === 0 || own.length > 0 ? [{ ...entry, profiles: own }] : [];
    });
  const roles = rolesWith(release, run);
  const listeners = running(release.listeners);
  const links = running(release.links).filter(({ from }) => roles.has(from));
  const has = (entries) => (id) => entries.some((entry) => entry.id === id);
  return {
    ...release,
    profiles,
    roles,
    listeners,
    links: links.map((link) => withEnds(link, roles, has(links), has(listeners))),
    selfReferences: running(release.selfReferences).filter((one) => one.listeners.every(has(listeners))),
  };
}

/**
 * A link as it is where its product plays other roles: what a node writes of itself is left out where it is never the other end,
 * and listeners that it does not open where it always is.
 */
function withEnds({ fallback, ...link }, roles, dials, listens) {
  const { own, ...reach } = link.reach;
  const inside = roles.has(link.to);
  return {
    ...link,
    ...(dials(fallback) && { fallback }),
    acceptsAlso: inside ? link.acceptsAlso.filter(listens) : link.acceptsAlso,
    reach: { ...(inside ? link.reach : reach), pairedWith: reach.pairedWith.filter(dials) },
  };
}

/** Whether a profile opens a listener, by the features that the build of a pack puts into it; undefined where no feature says it. */
export function openedIn(features, openedBy) {
  const built = new Set([...features.values()].flat());
  const featureOf = new Map(Object.entries(openedBy).flatMap(([feature, ids]) => ids.map((id) => [id, feature])));
  return (id, profile) =>
    featureOf.has(id) && built.has(profile) ? (features.get(featureOf.get(id)) ?? []).includes(profile) : undefined;
}

function rolesWith({ roles }, select) {
  return new Map([...roles].map(([role, names]) => [role, select(names)]).filter(([, names]) => names.length > 0));
}
