import type { Catalogue } from '../catalogue/catalogue.js';
import { allLinks } from '../deployment/all-links.js';
import { groupBy } from '../deployment/lookup.js';
import { wholeLink } from '../deployment/shared-link.js';
import { wholeListener } from '../deployment/shared-listener.js';
import { suggest } from '../fix/suggest/suggest.js';
import { flowsOf } from '../flows/flows.js';
import { TOOL } from '../generated/tool.js';
import { foreignReason } from '../load/foreign.js';
import { inheritedValues } from '../load/inherited.js';
import { DEFAULT_LIMITS, type Limits } from '../load/limits.js';
import { validate } from '../load/schema.js';
import { schemaProblem } from '../load/schema-problem.js';
import { parseSource } from '../load/source.js';
import type { SourceText } from '../load/source-text.js';
import { syntaxProblem } from '../load/syntax.js';
import type { Deployment } from '../model/deployment.js';
import type { Unread } from '../model/discovered.js';
import type { NamedDocument } from '../model/document.js';
import type { EarlyProblem, Evaluation } from '../model/evaluation.js';
import type { Input } from '../model/input.js';
import type { Finding, Report } from '../model/report.js';
import type { SeverityChange } from '../model/topology.js';
import { countsOf, NO_COUNTS, type Outcome, reportOf } from '../report/report.js';
import { schema } from '../rules/schema.js';
import { yamlSyntax } from '../rules/yaml-syntax.js';
import { START } from '../values/lines.js';
import { present } from '../values/present.js';
import { dataWithoutUrlSecrets, mayHaveUrlSecrets } from '../values/url-secrets.js';
import { HostsApart } from './apart.js';
import { diagnose } from './diagnose.js';
import { evaluate } from './evaluate.js';
import { type Locatable, locate, locateIgnored } from './locate.js';
import { originsOf } from './origins.js';
import type { Acceptance } from './policy.js';
import { settleReleases } from './settle.js';

export interface PipelineOptions extends Acceptance {
  readonly catalogue: Catalogue;
  /** All inputs are one deployment: hosts with the same id are one host. */
  readonly together?: boolean;
  /** Changes of the command line; they win over those of the files. */
  readonly severities?: readonly SeverityChange[];
  readonly limits?: Partial<Limits>;
  /** Whether fixes are sought and tried; default true. */
  readonly suggestions?: boolean;
  /** Whether the report lists every node, listener and link; default true. */
  readonly listings?: boolean;
  /** Whether evaluations and texts are kept; default as for listings. */
  readonly kept?: boolean;
  /** Files of folders that were not read, for the report. */
  readonly unread?: readonly Unread[];
  /** Called after each deployment with the number of inputs that are done, to show progress. */
  readonly checked?: (inputs: number) => void;
}

/** Runs the pipeline: parse -> validate -> topology -> expand -> diagnose -> suggest -> locate -> report. Pure; never throws on what a text says. */
export function check(inputs: readonly Input[], options: PipelineOptions): Report {
  return checkWithEvaluations(inputs, options).report;
}

/** A report with the evaluations behind it, for commands that show more of a deployment than a report contains. */
export interface Checked {
  readonly report: Report;
  /** One for each deployment of the report, in the same order. */
  readonly evaluations: readonly Evaluation[];
  /** The topologies that could be parsed. */
  readonly texts: readonly SourceText[];
}

/** Runs {@link check} and keeps the evaluations behind its report. */
export function checkWithEvaluations(inputs: readonly Input[], options: PipelineOptions): Checked {
  const groups = options.together ? [inputs] : deploymentsIn(inputs);
  const apart = new HostsApart();
  let checked = 0;
  // A file is read when its turn comes, and its syntax tree is freed before the next one: a thousand trees would exhaust the memory.
  const outcomes = groups.map((group) => {
    const read = group.map((input) => readInput(input, options));
    const found = read.flatMap(({ document }) => document ?? []);
    // Alternatives of a folder are never started together, and one deployment has no other beside it.
    const isAlone = groups.length === 1 || group.some(({ discovered }) => discovered?.name !== undefined);
    const outcome = outcomeOf(read, isAlone ? found : apart.marked(found), options);
    checked += group.length;
    options.checked?.(checked);
    return outcome;
  });
  return {
    report: reportOf(outcomes, TOOL, filesIn(inputs), options.unread),
    evaluations: outcomes.flatMap(({ evaluation }) => evaluation ?? []),
    texts: outcomes.flatMap(({ texts }) => texts),
  };
}

/** Groups inputs by deployment: each is one of its own, apart from the files of a folder in which one says `together: true`. */
function deploymentsIn(inputs: readonly Input[]): readonly (readonly Input[])[] {
  const folderOf = ({ file }: Input) => file.replace(/[^/\\]*$/, '');
  const joined = new Set(inputs.filter(({ text }) => TOGETHER.test(text)).map(folderOf));
  if (joined.size === 0) return inputs.map((input) => [input]);
  return [
    ...groupBy(inputs, (input) => (joined.has(folderOf(input)) ? `folder ${folderOf(input)}` : input.file)).values(),
  ];
}

/** The key of the topology, in YAML or JSON. Only the schema knows it for certain, and it reads one file at a time. */
const TOGETHER = /^["']?together["']?\s*:\s*true\b|^\{[^{}]*"together"\s*:\s*true\b/m;

/** A deployment that was found in files counts as all of them. */
function filesIn(inputs: readonly Input[]): number {
  const files = inputs.flatMap(({ file, discovered }) =>
    discovered ? [...discovered.evidence.values()].flatMap(({ sources }) => sources) : [file],
  );
  return new Set(files).size;
}

export type Expansion =
  | { readonly ok: true; readonly deployment: Deployment }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Runs the first half of the pipeline: returns what one input opens and dials, or the findings that prevent it. */
export function expandInput(
  input: Input,
  { catalogue, limits }: Pick<PipelineOptions, 'catalogue' | 'limits'>,
): Expansion {
  const { file, source, document, early: unread } = readInput(input, { catalogue, ...(limits ? { limits } : {}) });
  const evaluation = document && evaluate([document], catalogue, []);
  const early = evaluation?.early ?? unread;
  if (evaluation && early.length === 0) return { ok: true, deployment: whole(evaluation.deployment) };
  const { diagnoses } = diagnose(undefined, early, { ignores: [], severities: [] });
  return { ok: false, findings: locate(diagnoses, new Map([[file, source]])) };
}

/** Whoever takes a deployment away may copy or print it, and finds all links in one list. */
function whole(deployment: Deployment): Deployment {
  const { nodes, listeners } = deployment;
  return {
    ...deployment,
    nodes: nodes.map((node) => ({ ...node, unusedLinks: [] })),
    listeners: listeners.map(wholeListener),
    links: allLinks(deployment).map(wholeLink),
  };
}

interface ReadInput {
  readonly file: string;
  readonly source: Locatable;
  readonly text?: SourceText;
  readonly document?: NamedDocument;
  /** Why it could not be read. */
  readonly early: readonly EarlyProblem[];
}

const NOWHERE: Locatable = { locate: () => START };

function readInput({ file, text, fault, configurations, discovered }: Input, { limits }: PipelineOptions): ReadInput {
  if (discovered) {
    const faults = discovered.faults.map((faulty) => syntaxProblem(faulty.file, faulty.reason, faulty.range));
    return { file, source: originsOf(discovered), document: discovered, early: yamlSyntax.attribute(faults) };
  }
  if (fault !== undefined) return unread(file, [syntaxProblem(file, fault, START)]);
  const parsed = parseSource(file, text, { ...DEFAULT_LIMITS, ...limits });
  const foreign = foreignReason(text);
  if (!parsed.ok) return unread(file, foreign === undefined ? parsed.problems : [syntaxProblem(file, foreign, START)]);
  const { source } = parsed;
  // Whatever is said of a topology later, its users, passwords and queries are not in it.
  const data = mayHaveUrlSecrets(text) ? dataWithoutUrlSecrets(source.data) : source.data;
  const { document, problems } = validate(file, { data, textAt: (path) => source.textAt(path) });
  if (document)
    return {
      file,
      source,
      text: source,
      early: [],
      document: {
        file,
        document,
        problems,
        ...present({ configurations, inherited: inheritedValues(source, document) }),
      },
    };
  // One problem instead of many, where the text is plainly something else.
  const whole = foreign === undefined ? problems : [schemaProblem(file, { path: [], key: true, reason: foreign })];
  return { file, source, text: source, early: schema.attribute(whole) };
}

function unread(file: string, problems: Parameters<typeof yamlSyntax.attribute>[0]): ReadInput {
  return { file, source: NOWHERE, early: yamlSyntax.attribute(problems) };
}

/** Checks the documents that could be read. A file that could not be read gets its own findings, beside those of the others. */
function outcomeOf(
  group: readonly ReadInput[],
  documents: readonly NamedDocument[],
  options: PipelineOptions,
): Outcome & { readonly evaluation?: Evaluation; readonly texts: readonly SourceText[] } {
  const { severities = [], listings = true, kept = listings } = options;
  const early = group.flatMap((input) => input.early);
  const broken = early.length === 0 ? [] : diagnose(undefined, early, { ignores: [], severities }).diagnoses;
  const evaluation = documents.length > 0 ? evaluationOf(documents, options) : undefined;
  const sources = new Map(group.map(({ file, source }) => [file, source]));
  return {
    counts: evaluation ? countsOf(evaluation.deployment) : NO_COUNTS,
    findings: locate([...broken, ...(evaluation?.diagnoses ?? [])], sources),
    suppressed: locateIgnored(evaluation?.ignored ?? [], sources),
    // The deployment is freed where nothing needs it: keeping thousands would exhaust the memory.
    ...(evaluation && listings ? listed(evaluation.deployment) : {}),
    ...(evaluation && kept ? { evaluation } : {}),
    texts: kept ? group.flatMap(({ text }) => text ?? []) : [],
  };
}

function listed(deployment: Deployment): Pick<Outcome, 'deployment' | 'flows'> {
  return { deployment, flows: flowsOf(deployment).flows };
}

function evaluationOf(
  documents: readonly NamedDocument[],
  { catalogue, severities = [], suggestions = true, ...acceptance }: PipelineOptions,
): Evaluation {
  const evaluateAgain = (changed: readonly NamedDocument[]) => evaluate(changed, catalogue, severities, acceptance);
  // What settles releases is a file of the program that topologies alone do not need.
  const isFound = documents.some(({ evidence }) => evidence !== undefined);
  const settled = isFound ? settleReleases(documents, catalogue) : undefined;
  // What is found does not depend on the severities that are asked for.
  const evaluation = settled && severities.length === 0 ? settled : evaluateAgain(settled?.documents ?? documents);
  return suggestions && evaluation.diagnoses.length > 0 ? suggest(evaluation, evaluateAgain) : evaluation;
}
