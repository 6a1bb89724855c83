import { advertisedEndpoint } from './advertised-endpoint.js';
import { ambiguousLink } from './ambiguous-link.js';
import { assumedRelease } from './assumed-release.js';
import { blockedConnection } from './blocked-connection.js';
import { clusterMember } from './cluster-member.js';
import { configDrift } from './config-drift.js';
import { contradictingEvidence } from './contradicting-evidence.js';
import { doubleShift } from './double-shift.js';
import { duplicateRoute } from './duplicate-route.js';
import { ephemeralPort } from './ephemeral-port.js';
import { forwardMismatch } from './forward-mismatch.js';
import { forwardScheme } from './forward-scheme.js';
import { incompleteLink } from './incomplete-link.js';
import { linkList } from './link-list.js';
import { linkMismatch } from './link-mismatch.js';
import { linkScheme } from './link-scheme.js';
import { linkSelf } from './link-self.js';
import { linkTarget } from './link-target.js';
import { loopbackTarget } from './loopback-target.js';
import { manualEdit } from './manual-edit.js';
import { occupiedPort } from './occupied-port.js';
import { offsetReplacesDefault } from './offset-replaces-default.js';
import { ownUrl } from './own-url.js';
import { portCollision } from './port-collision.js';
import { portRange } from './port-range.js';
import { privilegedPort } from './privileged-port.js';
import { probeMismatch } from './probe-mismatch.js';
import { publishMismatch } from './publish-mismatch.js';
import { releaseMix } from './release-mix.js';
import type { Rule, RuleInfo } from './rule.js';
import { schema } from './schema.js';
import { sharedHost } from './shared-host.js';
import { staleReference } from './stale-reference.js';
import { thriftMismatch } from './thrift-mismatch.js';
import { unknownReference } from './unknown-reference.js';
import { unknownService } from './unknown-service.js';
import { unknownSetting } from './unknown-setting.js';
import { unlistedVersion } from './unlisted-version.js';
import { unreadValue } from './unread-value.js';
import { unusedIgnore } from './unused-ignore.js';
import { yamlSyntax } from './yaml-syntax.js';

/** Rules that look at a deployment, in the order in which they run. */
export const RULES: readonly Rule[] = [
  unlistedVersion,
  assumedRelease,
  contradictingEvidence,
  configDrift,
  unknownSetting,
  unreadValue,
  sharedHost,
  portCollision,
  occupiedPort,
  portRange,
  privilegedPort,
  ephemeralPort,
  thriftMismatch,
  linkMismatch,
  linkScheme,
  unknownService,
  blockedConnection,
  linkTarget,
  linkSelf,
  ambiguousLink,
  incompleteLink,
  linkList,
  releaseMix,
  advertisedEndpoint,
  ownUrl,
  clusterMember,
  forwardMismatch,
  forwardScheme,
  duplicateRoute,
  probeMismatch,
  loopbackTarget,
  manualEdit,
  doubleShift,
  staleReference,
  publishMismatch,
  offsetReplacesDefault,
];

/** Every rule, including those whose problems are found while a file is read or after all other rules. */
export const ALL_RULES: readonly RuleInfo[] = [yamlSyntax, schema, unknownReference, ...RULES, unusedIgnore];

const BY_ID: ReadonlyMap<string, RuleInfo> = new Map(ALL_RULES.map((rule) => [rule.id, rule]));

/** Returns the rule of an id; undefined for an id that no rule has. */
export function ruleById(id: string): RuleInfo | undefined {
  return BY_ID.get(id);
}
