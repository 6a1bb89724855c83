import type { ConfigurationTree } from './fragment.js';
import type { TopologyDocument } from './topology.js';

/** A text to check, with the name that findings give it. */
export interface Input {
  readonly file: string;
  readonly text: string;
  /** Why the bytes of the file are no text. */
  readonly fault?: string;
  /** What stands in the files that nodes point at with `config`, by node id. */
  readonly configurations?: ReadonlyMap<string, ConfigurationTree>;
}

/** A validated document with the name of its file. */
export interface NamedDocument {
  readonly file: string;
  readonly document: TopologyDocument;
  /** What the configuration files of nodes say, by node id. */
  readonly configurations?: ReadonlyMap<string, ConfigurationTree>;
  /** Values of configuration files as they would be after a change that is tried, by node id and key. */
  readonly changes?: ReadonlyMap<string, ReadonlyMap<string, string | number>>;
}
