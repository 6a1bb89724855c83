/**
 * Checks plans of WSO2 hosts and nodes. The command line is a thin layer over these functions: all are pure, none reads or
 * writes files but those of the packaged catalogue, and positions are 1-based, ports 1-65535.
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
import type { Input as FilledInput } from './model/input.js';
import type { Report } from './model/report.js';
import type { SeverityName } from './model/topology.js';
import { check as checkAll, type Expansion, expandInput } from './pipeline/check.js';
import { fix as correct } from './pipeline/fix.js';

export type { Catalogue, ProductSummary, ReleaseMeant } from './catalogue/catalogue.js';
export type { Release, ReleaseEntry, ReleaseLink, ReleaseListener, ReleaseSelfReference } from './catalogue/release.js';
export type { Limits } from './load/limits.js';
export type { ChartValue } from './model/chart-value.js';
export type { Configured, ConfiguredValue, Drift, UnknownKey } from './model/configured.js';
export type { Decision, Fixed, FixedFile } from './model/correction.js';
export type {
  Basis,
  ClosedPort,
  Deployment,
  Endpoint,
  Host,
  Link,
  LinkOutcome,
  LinkReach,
  Listener,
  Node,
  Outgoing,
  OwnUrl,
  Probe,
  SelfReference,
  ServedListener,
  SettingPlace,
  Unjudged,
  UnusedLink,
  Verdict,
} from './model/deployment.js';
export type { Unread } from './model/discovered.js';
export type { ListFault, ListPlace } from './model/endpoint-list.js';
export type { Assumption, Contradiction, Evidence } from './model/evidence.js';
export type {
  Configuration,
  Diagnosis,
  Edit,
  Fix,
  Label,
  Path,
  Place,
  Position,
  Problem,
  Range,
  Severity,
  Subject,
} from './model/finding.js';
export type { Flow, FlowBasis, FlowMatrix, OpenLink } from './model/flow.js';
export type { Aspect, Found, SourceRange, UnreadPlace } from './model/fragment.js';
export type {
  Confidence,
  Entry,
  Known,
  LinkEntry,
  ListenerEntry,
  PerVersion,
  ProductFile,
  ProductNote,
  Protocol,
  RandomPort,
  SelfReferenceEntry,
  Shift,
  Source,
  SourceByVersion,
  TomlKeys,
  Varying,
  VersionRange,
} from './model/product.js';
export type { RecognisedBy, TomlTables } from './model/recognition.js';
export type {
  AssumptionReport,
  DeploymentReport,
  EndpointCounts,
  EndpointReport,
  Finding,
  HostReport,
  LinkReport,
  ListenerReport,
  ListenerStatus,
  NodeReport,
  PublishedReport,
  PublishedStatus,
  RelatedPlace,
  Report,
  ReportedEdit,
  ReportedFix,
  Summary,
  SuppressedFinding,
  TextChange,
  UnreadReport,
} from './model/report.js';
export type { FileSetting, OneOrMore, Settings, TomlPlace, TomlSetting } from './model/settings.js';
export type {
  DeadTarget,
  Forward,
  ForwardTarget,
  Hop,
  HostKind,
  HostPlan,
  Occupied,
  PolicyFields,
  PortRange,
  ProbeFields,
  ProbePlan,
  Published,
  Reference,
  SeverityName,
} from './model/topology.js';
export type { Expansion } from './pipeline/check.js';
export type { DeploymentFlows, ShownFlow, ShownNode } from './report/flows/list.js';
export type { FormatName } from './report/registry.js';
export { FORMATS as formats, reporterOf } from './report/registry.js';
export type { Reporter, Style } from './report/reporter.js';

declare const opaque: unique symbol;

/** The configuration files of one node, as {@link readConfiguration} reads them. What is inside is not part of the library. */
export interface ConfigurationTree {
  readonly [opaque]: 'configuration of one node';
}

/** A topology to check, with the name that findings give it. */
export interface Input {
  readonly file: string;
  /** YAML 1.2 or JSON. */
  readonly text: string;
  /** Why the bytes of the file are not text. */
  readonly fault?: string;
  /** The content of the files that nodes point at with `config`, by node id. */
  readonly configurations?: ReadonlyMap<string, ConfigurationTree>;
}

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
  /** The day in UTC, as `2027-03-31`, after which `until` of `ignore` entries is over. Default: no entry has an end. */
  readonly today?: string;
}

/**
 * Reads topologies (YAML 1.2 or JSON text), derives what their nodes open and dial, and reports everything that is wrong.
 * @returns the report that `check --format json` prints; whatever a text says is a finding
 * @throws nothing for what a text says; an error is a bug
 *
 * @example
 * const { findings } = check({ file: 'plan.yaml', text }, { rules: { 'privileged-port': 'off' } });
 */
export function check(inputs: Input | readonly Input[], options: CheckOptions = {}): Report {
  const { rules = {}, catalogue = packagedCatalogue(), limits, together = false, suggestions = true, today } = options;
  const severities = Object.entries(rules).map(([rule, severity]) => ({ rule, severity }));
  return checkAll(filled(inputs), {
    catalogue,
    severities,
    together,
    suggestions,
    ...(limits ? { limits } : {}),
    ...(today === undefined ? {} : { today }),
  });
}

/**
 * Derives the listeners and links of a topology without judging them.
 * @returns the deployment; or, for a text that cannot be read or that names what does not exist, the findings
 * @throws nothing for what a text says; an error is a bug
 *
 * @example
 * const expansion = expand({ file: 'plan.yaml', text });
 * if (expansion.ok) for (const { node, id, port } of expansion.deployment.listeners) console.log(node, id, port);
 */
export function expand(
  input: Input,
  { catalogue = packagedCatalogue(), limits }: Pick<CheckOptions, 'catalogue' | 'limits'> = {},
): Expansion {
  const [only] = filled(input);
  return expandInput(only, { catalogue, ...(limits ? { limits } : {}) });
}

export interface CorrectionOptions extends Omit<CheckOptions, 'suggestions' | 'rules'> {
  /** Which end of a Thrift connection gets another port; default `client`. */
  readonly prefer?: 'client' | 'server';
}

/**
 * Corrects topologies: the fewest nodes changed, then the smallest changes, then the lowest offsets; links and references that
 * pointed at a moved listener move along.
 * @returns the corrected texts, each edit, and the findings that are left; nothing is written
 * @throws nothing for what a text says; an error is a bug
 *
 * @example
 * const { files, unresolved } = fix({ file: 'plan.yaml', text });
 * if (unresolved.length === 0) for (const { file, after } of files) await writeFile(file, after);
 */
export function fix(inputs: Input | readonly Input[], options: CorrectionOptions = {}): Fixed {
  const { catalogue = packagedCatalogue(), ...others } = options;
  return correct(filled(inputs), { catalogue, ...others });
}

/**
 * Opens the packaged port catalogue with its notes and sources; the file of a product is read when the product is asked for.
 * @throws an error of the file system where the package is not complete
 *
 * @example
 * const release = loadCatalogue().release('wso2am', '4.2.0');
 * for (const { id, basePort, shift } of release?.listeners ?? []) console.log(id, basePort, shift);
 */
export function loadCatalogue(): Catalogue {
  return packagedCatalogue('described');
}

/**
 * Reads the texts of one node's configuration files, for `configurations` of an {@link Input}: what `check` finds out by itself on
 * the command line. Passwords and the like are left behind. Whatever is wrong with a text becomes a finding of the check.
 * @param files texts by the names that findings shall give them
 * @throws nothing for what a text says; an error is a bug
 *
 * @example
 * const gateway = await readConfiguration({ 'gw/deployment.toml': toml });
 * const report = check({ file: 'plan.yaml', text, configurations: new Map([['gateway', gateway]]) });
 */
export async function readConfiguration(files: Readonly<Record<string, string>>): Promise<ConfigurationTree> {
  const { configurationOf } = await import('./configuration/node-files.js');
  return configurationOf(files) as unknown as ConfigurationTree;
}

/** Inputs as the pipeline takes them. The cast opens what is opaque to users: only `readConfiguration` makes such a value. */
function filled(inputs: Input | readonly Input[]): readonly [FilledInput, ...FilledInput[]] {
  return ('text' in inputs ? [inputs] : inputs) as unknown as readonly [FilledInput, ...FilledInput[]];
}
