import type { NamedDocument, Origin } from './document.js';
import type { Evidence } from './evidence.js';
import type { Position } from './finding.js';
import type { SourceRange, UnreadPlace } from './fragment.js';

/** A deployment that was found in configuration files: what a topology would say of it, with the place of each value. */
export interface DiscoveredDeployment extends NamedDocument {
  /** The folder that was asked about, as it was named. */
  readonly folder: string;
  /** The name that distinguishes it from the other deployments of the folder. */
  readonly name?: string;
  /** By RFC 6901 pointer in the document. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** By node id. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** Names of the parts of the files, where files have several. */
  readonly regions?: readonly Region[];
  /** Files that cannot be understood and belong to no node. */
  readonly faults: readonly Faulty[];
}

/** A part of a file: an object of a cluster, or a text inside of one. */
export interface Region extends SourceRange {
  /** `ConfigMap/gateway-conf`. */
  readonly object: string;
  /** The template that it was rendered from. */
  readonly source?: string;
  /** The file that a text is for a container, and where each of its lines starts. */
  readonly text?: { readonly name: string; readonly lines: readonly Position[] };
}

/** A file that cannot be understood, and why. */
export interface Faulty extends SourceRange {
  readonly reason: string;
}

/** Files that were seen and not understood, one entry per kind. */
export interface Unread {
  /** `templates that are not rendered`. */
  readonly kind: string;
  readonly count: number;
  /** The first ones, in the order of the files. */
  readonly places: readonly UnreadPlace[];
}

/** The content of a tree of files. */
export interface Discovered {
  readonly deployments: readonly DiscoveredDeployment[];
  readonly unread: readonly Unread[];
}
