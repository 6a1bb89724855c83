import { type Release, standardProfile } from '../catalogue/release.js';
import type { Reason } from '../configuration/reason.js';
import type { Assumption, Contradiction } from '../model/evidence.js';
import type { FoundNode } from './nodes.js';

/** A node whose product and release are known, each with its reason. */
export interface Identity {
  readonly product: Reason;
  readonly version: Reason;
  /** Absent: nothing names one, and the product's default is meant. */
  readonly profile?: Reason;
  readonly release: Release;
  readonly assumed: readonly Assumption[];
  readonly contradictions: readonly Contradiction[];
}

/** Returns the profile that a node runs. */
export function profileIn({ profile, release }: Pick<Identity, 'profile' | 'release'>): string {
  return profile?.value ?? standardProfile(release);
}

/** A node and what it is. */
export interface IdentifiedNode {
  readonly node: FoundNode;
  readonly identity: Identity;
  /** Folder or file from which all of its files are read again; absent where none does. */
  readonly config?: string;
}
