import type { Evidence } from './evidence.js';
import type { ConfigurationTree } from './fragment.js';
import type { TopologyDocument } from './topology.js';

/** A validated document with the name of its file. */
export interface NamedDocument {
  readonly file: string;
  readonly document: TopologyDocument;
  /** What the configuration files of nodes say, by node id. */
  readonly configurations?: ReadonlyMap<string, ConfigurationTree>;
  /** Values of configuration files as they would be after a change that is tried, by node id and key. */
  readonly changes?: ReadonlyMap<string, ReadonlyMap<string, string | number>>;
  /** What a node was made from, by node id, where it was found in files. */
  readonly evidence?: ReadonlyMap<string, Evidence>;
}
