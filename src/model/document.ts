import type { Evidence } from './evidence.js';
import type { Path } from './finding.js';
import type { ConfigurationTree } from './fragment.js';
import type { SchemaProblem } from './problems.js';
import type { TopologyDocument } from './topology.js';

/** A validated document with the name of its file. */
export interface NamedDocument {
  readonly file: string;
  readonly document: TopologyDocument;
  /** Mistakes in parts of the text, which are not in the document. */
  readonly problems?: readonly SchemaProblem[];
  /** The ends of links that a node has by a merge key or an alias: the path of the first node that has them, by JSON pointer. */
  readonly inherited?: ReadonlyMap<string, Path>;
  /** Hosts that another file has as well, which is checked apart: its name by host id. */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** The content of the configuration files of nodes, by node id. */
  readonly configurations?: ReadonlyMap<string, ConfigurationTree>;
  /** Values of configuration files as they would be after a change that is tried, by node id and key. */
  readonly changes?: ReadonlyMap<string, ReadonlyMap<string, string | number>>;
  /** The evidence of each node that was found in files, by node id. */
  readonly evidence?: ReadonlyMap<string, Evidence>;
}
