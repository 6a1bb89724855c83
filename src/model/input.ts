import type { DiscoveredDeployment } from './discovered.js';
import type { ConfigurationTree } from './fragment.js';

/** A text to check, with the name that findings give it. */
export interface Input {
  readonly file: string;
  readonly text: string;
  /** Why the bytes of the file are not text. */
  readonly fault?: string;
  /** The content of the files that nodes point at with `config`, by node id. */
  readonly configurations?: ReadonlyMap<string, ConfigurationTree>;
  /** The deployment that was found in configuration files, in place of a text. */
  readonly discovered?: DiscoveredDeployment;
}
