import type { Release } from '../catalogue/release.js';
import type { Ranked, Reason } from '../configuration/reason.js';
import type { FoundNode } from './nodes.js';

/** Words that name a profile; a name with words of several profiles names none. */
const PROFILE_WORDS: readonly (readonly [RegExp, RegExp])[] = [
  [/gateway[-_]?manager|mgt[-_]?gw/, /^gateway-(manager|worker)$/],
  [/gateway[-_]?worker|(^|[-_.])(gateway|(?<!mgt[-_.])gw)(?![-_]?manager)([-_.\d]|$)/, /^gateway-worker$/],
  [/key[-_]?manager|(^|[-_.])km([-_.\d]|$)/, /key-manager/],
  [/publisher|(^|[-_.])pub([-_.\d]|$)/, /publisher/],
  [/store|dev[-_]?portal/, /store|devportal/],
  [/traffic[-_]?manager|(^|[-_.])tm([-_.\d]|$)/, /traffic-manager/],
  [/control[-_]?plane|(^|[-_.])(acp|cp)([-_.\d]|$)/, /control-plane/],
  [/(^|[-_.])adapter([-_.\d]|$)/, /^adapter$/],
  [/(^|[-_.])enforcer([-_.\d]|$)/, /^enforcer$/],
  [/(^|[-_.])router([-_.\d]|$)/, /^router$/],
];

/** Returns the profile that a candidate or the node's name means; undefined where nothing names one of the release. */
export function profileOf(
  { name, service }: Pick<FoundNode, 'name' | 'service'>,
  { profiles }: Release,
  candidates: readonly Ranked[],
): Reason | undefined {
  for (const { rank: _, ...reason } of candidates) {
    const value = profileNamed(profiles, reason.value);
    if (value !== undefined) return { ...reason, value };
  }
  // An image without a profile in its environment runs its default one, whatever the service is called.
  if (profiles.length < 2 || service) return undefined;
  const [meant, second] = PROFILE_WORDS.filter(([word]) => word.test(name.toLowerCase()));
  const value = meant && !second ? profiles.find((profile) => meant[1].test(profile)) : undefined;
  return value === undefined ? undefined : { value, why: `name ${name}` };
}

/** The portals for developers were called stores up to 2.6, and samples of later releases still do. */
const RENAMED: Readonly<Record<string, string>> = { 'api-store': 'api-devportal', 'api-devportal': 'api-store' };

/** `api-key-manager` was renamed `api-key-manager-deprecated`: the start of a name is enough. */
export function profileNamed(profiles: readonly string[], name: string): string | undefined {
  const names = [name, ...(Object.hasOwn(RENAMED, name) ? [RENAMED[name]] : [])];
  return (
    profiles.find((profile) => names.includes(profile)) ??
    profiles.find((profile) => names.some((start) => profile.startsWith(`${start}-`)))
  );
}
