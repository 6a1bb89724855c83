import type { Evidence } from './evidence.js';
import type { Edit, Place } from './finding.js';
import type { SourceRange } from './fragment.js';
import type { VersionRange } from './product.js';

/** Values that a node takes from the configuration files it points at; absent for a node that points at none. */
export interface Configured {
  /** Values of files, by their path in the node: `offset`, `ports/passthrough-https`, `links/throttle-data/0/url`. */
  readonly configured?: ReadonlyMap<string, ConfiguredValue>;
  readonly drifts?: readonly Drift[];
  readonly unknownKeys?: readonly UnknownKey[];
  /** Links whose value in the files is a variable that nothing resolves. */
  readonly unresolved?: ReadonlySet<string>;
  /** Its offset or the port of an open listener is a variable that nothing resolves: it may listen on other ports than those of its listeners. */
  readonly hasUnknownPort?: true;
  /** Its sources, and the assumptions that were made. */
  readonly evidence?: Evidence;
}

export interface ConfiguredValue {
  readonly value: string | number;
  readonly place: Place;
  /** The key or element, for people. */
  readonly setting: string;
}

/** A key of a table with ports or ends of links that the release does not read. */
export interface UnknownKey extends SourceRange {
  /** Names with dots between: `transport.https.properties`. */
  readonly table: string;
  readonly key: string;
  /** The key of a port, the offset or an end of a link that is spelled nearly so. */
  readonly meant?: string;
  /** The table that reads the key, where it is in another one. */
  readonly meantTable?: string;
  /** Other releases of the product that read it. */
  readonly readBy: readonly VersionRange[];
}

/** A value that differs between the topology and a configuration file of the node. */
export interface Drift {
  /** `offset`, `ports.passthrough-https`, `links.throttle-data`, `passthrough-https` of a switch. */
  readonly what: string;
  /** The listener, link or self-reference that it is about. */
  readonly id?: string;
  readonly written: string | number;
  readonly found: string | number;
  readonly place: Place;
  readonly foundAt: Place;
  readonly setting: string;
  /** Writes the value of the file into the topology, where one edit can do that. */
  readonly edit?: Edit;
}
