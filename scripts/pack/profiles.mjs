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
 */
export function distributed(release, parts) {
  const profiles = Object.keys(parts);
  const run = (names) => (names.includes('all') ? names : profiles.filter((own) => names.includes(parts[own])));
  const roles = rolesWith(release, run);
  const listeners = release.listeners
    .map((listener) => ({ ...listener, profiles: run(listener.profiles), none: listener.profiles.length === 0 }))
    .filter(({ profiles: opened, none }) => none || opened.length > 0)
    .map(({ none: _, ...listener }) => listener);
  const links = release.links.filter(({ from }) => roles.has(from));
  const has = (entries) => (id) => entries.some((entry) => entry.id === id);
  return {
    ...release,
    profiles,
    roles,
    listeners,
    links: links.map((link) => withEnds(link, roles, has(links))),
    selfReferences: release.selfReferences.filter((one) => one.listeners.every(has(listeners))),
  };
}

/** A link as it is where its product plays other roles: what a node writes of itself is left out where it is never the other end. */
function withEnds({ fallback, ...link }, roles, has) {
  const { own, ...reach } = link.reach;
  return {
    ...link,
    ...(has(fallback) && { fallback }),
    reach: { ...(roles.has(link.to) ? link.reach : reach), pairedWith: reach.pairedWith.filter(has) },
  };
}

function rolesWith({ roles }, select) {
  return new Map([...roles].map(([role, names]) => [role, select(names)]).filter(([, names]) => names.length > 0));
}
