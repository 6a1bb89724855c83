import type { Evidence } from './evidence.js';
import type { Path } from './finding.js';
import type { ConfigurationTree, SourceRange } from './fragment.js';
import type { SchemaProblem } from './problems.js';
import type { TopologyDocument } from './topology.js';

/** The source of a value of a discovered deployment, `image` or `Server/Ports/Offset`, and its place; without a file, a reason alone. */
export interface Origin extends Partial<SourceRange> {
  readonly why: string;
}

/** A validated document with the name of its file. */
export interface NamedDocument {
  readonly file: string;
  readonly document: TopologyDocument;
  /** Mistakes in parts of the text, which are not in the document. */
  readonly problems?: readonly SchemaProblem[];
  /** The values that a node has by a merge key or an alias: their path in the first node that has them, by JSON pointer. */
  readonly inherited?: ReadonlyMap<string, Path>;
  /** Where values were read from, by JSON pointer in the document; absent where the document itself is the text. */
  readonly origins?: ReadonlyMap<string, Origin>;
  /** Hosts that another file has as well, which is checked apart: its name by host id. */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** The content of the configuration files of nodes, by node id. */
  readonly configurations?: ReadonlyMap<string, ConfigurationTree>;
  /** Values of configuration files as they would be after a change that is tried, by node id and key. */
  readonly changes?: ReadonlyMap<string, ReadonlyMap<string, string | number>>;
  /** The evidence of each node that was found in files, by node id. */
  readonly evidence?: ReadonlyMap<string, Evidence>;
}
