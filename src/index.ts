/**
 * Checks plans of WSO2 hosts and nodes. The command line is a thin layer over these functions.
 *
 * @example
 * import { check } from 'wso2-topology';
 * const report = check({ file: 'plan.yaml', text: yaml });
 * for (const { rule, message } of report.findings) console.log(rule, message);
 */

import type { Catalogue } from './catalogue/catalogue.js';
import { packagedCatalogue } from './catalogue/files.js';
import type { Limits } from './load/limits.js';
import type { Fixed } from './model/correction.js';
import type { ConfigurationTree } from './model/fragment.js';
import type { Input } from './model/input.js';
import type { Report } from './model/report.js';
import type { SeverityName } from './model/topology.js';
import { type Expansion, expandInput, run } from './pipeline/check.js';
import { fix as correct } from './pipeline/fix.js';

export type { Catalogue, ProductSummary } from './catalogue/catalogue.js';
export type { Limits } from './load/limits.js';
export type { Fixed, FixedFile } from './model/correction.js';
export type {
  Deployment,
  Endpoint,
  Host,
  Link,
  LinkOutcome,
  Listener,
  Node,
  SelfReference,
} from './model/deployment.js';
export type { Position, Range, Severity } from './model/finding.js';
export type { ConfigurationTree } from './model/fragment.js';
export type { Input } from './model/input.js';
export type { ProductFile } from './model/product.js';
export type {
  DeploymentReport,
  Finding,
  LinkReport,
  ListenerReport,
  ListenerStatus,
  NodeReport,
  Report,
  ReportedFix,
  Summary,
} from './model/report.js';
export type { Expansion } from './pipeline/check.js';
export { FORMATS as formats, reporterOf } from './report/registry.js';
export type { Reporter, Style } from './report/reporter.js';

export interface CheckOptions {
  /** All inputs are one deployment: hosts with the same id are one host. Default: each input is one of its own. */
  readonly together?: boolean;
  /** Severities by rule id; they win over those of the files. */
  readonly rules?: Readonly<Record<string, SeverityName>>;
  /** Default: the packaged catalogue. */
  readonly catalogue?: Catalogue;
  readonly limits?: Partial<Limits>;
  /** Whether fixes are looked for and tried. Default: true. */
  readonly suggestions?: boolean;
}

/**
 * Reads topologies (YAML 1.2 or JSON text), derives what their nodes open and dial, and reports everything that is wrong.
 * Whatever a text says is a finding; nothing is thrown for it. Positions are 1-based, ports 1-65535.
 */
export function check(inputs: Input | readonly Input[], options: CheckOptions = {}): Report {
  const { rules = {}, catalogue = packagedCatalogue(), limits, together = false, suggestions = true } = options;
  const severities = Object.entries(rules).map(([rule, severity]) => ({ rule, severity }));
  return run('text' in inputs ? [inputs] : inputs, {
    catalogue,
    severities,
    together,
    suggestions,
    ...(limits ? { limits } : {}),
  });
}

/**
 * Derives the listeners and links of a topology without judging them. Text that cannot be read, or names that do not exist,
 * are the findings of the other result.
 */
export function expand(
  input: Input,
  { catalogue = packagedCatalogue(), limits }: Pick<CheckOptions, 'catalogue' | 'limits'> = {},
): Expansion {
  return expandInput(input, { catalogue, ...(limits ? { limits } : {}) });
}

export interface CorrectionOptions extends Omit<CheckOptions, 'suggestions' | 'rules'> {
  /** Which end of a Thrift connection gets another port; default `client`. */
  readonly prefer?: 'client' | 'server';
}

/**
 * Corrects topologies: the fewest nodes changed, then the smallest changes, then the lowest offsets; links and references that
 * pointed at a moved listener move along. Pure: the corrected texts are in the result, nothing is written.
 */
export function fix(inputs: Input | readonly Input[], options: CorrectionOptions = {}): Fixed {
  const { catalogue = packagedCatalogue(), ...others } = options;
  return correct('text' in inputs ? [inputs] : inputs, { catalogue, ...others });
}

/** The packaged port catalogue with its notes and sources; a product's file is read when the product is asked for. */
export function loadCatalogue(): Catalogue {
  return packagedCatalogue('described');
}

/**
 * Reads the texts of one node's configuration files, for `configurations` of an {@link Input}: what `check` finds out by itself on
 * the command line. Passwords and the like are left behind. Whatever is wrong with a text becomes a finding of the check.
 * @param files texts by the names that findings shall give them
 */
export async function readConfiguration(files: Readonly<Record<string, string>>): Promise<ConfigurationTree> {
  const { configurationOf } = await import('./configuration/node-files.js');
  return configurationOf(files);
}
