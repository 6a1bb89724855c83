import { groupBy } from '../deployment/lookup.js';
import { applyEdits } from '../fix/apply.js';
import { withFileChanges } from '../fix/correct/config-changes.js';
import { type Correction, correct } from '../fix/correct/correct.js';
import { changesText, editsOf } from '../fix/correct/decision.js';
import { unresolvedIn } from '../fix/correct/unresolved-findings.js';
import { productFiles } from '../fix/product-files/product-files.js';
import { splice } from '../fix/splice/splice.js';
import { DEFAULT_LIMITS } from '../load/limits.js';
import { parseSource } from '../load/source.js';
import type { Decision, Fixed, Preference, Reach } from '../model/correction.js';
import type { DiscoveredDeployment } from '../model/discovered.js';
import type { Evaluation } from '../model/evaluation.js';
import type { Diagnosis, Edit } from '../model/finding.js';
import type { Input } from '../model/input.js';
import type { Finding } from '../model/report.js';
import type { TopologyDocument } from '../model/topology.js';
import { START } from '../values/lines.js';
import { isSameData } from '../values/same-data.js';
import { checkWithEvaluations, type PipelineOptions } from './check.js';
import { evaluate } from './evaluate.js';
import { locate } from './locate.js';
import { originsOf } from './origins.js';

export interface FixOptions extends Omit<PipelineOptions, 'suggestions'> {
  /** Which end of a Thrift connection gets another port; default `client`. */
  readonly prefer?: Preference;
  /** Gives every node that is not pinned an offset, from `start` (default 0) in steps of `spacing` (default 1). */
  readonly plan?: { readonly start?: number; readonly spacing?: number };
  /** The text of a file of a deployment that was found in a folder; without it, none of these is changed. */
  readonly textOf?: (file: string) => string | undefined;
}

/** Corrects topologies and proves the correction by checking its result. Pure; a file that cannot be read stays as it is. */
export function fix(inputs: readonly Input[], options: FixOptions): Fixed {
  const { report, evaluations } = checkWithEvaluations(inputs, { ...options, suggestions: false });
  const readable = new Set(evaluations.flatMap(({ documents }) => documents.map(({ file }) => file)));
  const unreadable = new Set(inputs.flatMap(({ file }) => (readable.has(file) ? [] : [file])));
  const isBroken = options.together === true && unreadable.size > 0;
  // Where a part of a deployment cannot be read, its hosts may contain more than is known.
  if (isBroken)
    return unchanged(
      inputs,
      report.findings.filter(({ severity }) => severity === 'error'),
    );
  const discovered = new Map(inputs.flatMap(({ file, discovered: found }) => (found ? [[file, found] as const] : [])));
  const foundOf = ({ documents: [first] }: Evaluation) => discovered.get(first?.file ?? '');
  const products = evaluations.flatMap((evaluation) => {
    const found = foundOf(evaluation);
    return found ? [correctedProducts(evaluation, found, options)] : [];
  });
  const corrections = evaluations
    .filter((evaluation) => foundOf(evaluation) === undefined)
    .map((evaluation) => ({ evaluation, correction: correctionOf(evaluation, options, 'topology') }));
  const topologies = inputs.filter(({ file }) => !discovered.has(file));
  const files = topologies.map(({ file, text }) => {
    const named = corrections.find(({ evaluation }) => evaluation.documents.some((document) => document.file === file));
    return { file, before: text, after: named ? correctedText(file, text, named.correction) : text };
  });
  const sources = sourcesOf(topologies.filter(({ file }) => readable.has(file)));
  const planned = corrections.flatMap(({ correction }) => editsOf(correction.decisions));
  const corrected = products.flatMap(({ edits: own }) => own);
  const edits = [...inOrder(writtenOnce(planned, sources), sources), ...corrected];
  return {
    files: [...files, ...products.flatMap((product) => product.files)],
    edits,
    decisions: [
      ...corrections.flatMap(({ correction }) => correction.decisions.map((each) => decidedOnce(each, sources))),
      ...products.flatMap(({ decisions }) => decisions),
    ],
    changedNodes: changedNodes([...inOrder(planned, sources), ...corrected]),
    optimal: [...corrections.map(({ correction }) => correction), ...products].every(({ optimal }) => optimal),
    unresolved: [
      ...report.findings.filter(({ file, severity }) => severity === 'error' && unreadable.has(file)),
      ...corrections.flatMap(({ correction }) => locate(unresolved(correction, options), sources)),
      ...products.flatMap((product) => product.unresolved),
    ],
  };
}

/** Corrects a deployment in the product's own files, as far as their values have a place. */
function correctedProducts(evaluation: Evaluation, found: DiscoveredDeployment, options: FixOptions): Fixed {
  const correction = correctionOf(evaluation, options, 'files');
  const { files, made, left } = productFiles(
    correction.decisions,
    found,
    evaluation.deployment,
    options.textOf ?? (() => undefined),
  );
  const open = new Set(left.flatMap(({ clears }) => clears.map(({ fingerprint }) => fingerprint)));
  const byHand = evaluation.diagnoses.filter(({ fingerprint }) => open.has(fingerprint));
  const sources = new Map([[found.file, originsOf(found)]]);
  return {
    files,
    edits: editsOf(made),
    decisions: made,
    changedNodes: [],
    optimal: correction.optimal,
    unresolved: locate([...withFileChanges(byHand, left, evaluation.deployment), ...unresolvedIn(correction)], sources),
  };
}

function unchanged(inputs: readonly Input[], unresolved: readonly Finding[]): Fixed {
  const files = inputs.map(({ file, text }) => ({ file, before: text, after: text }));
  return { files, edits: [], decisions: [], changedNodes: [], optimal: true, unresolved };
}

function correctionOf(
  evaluation: Evaluation,
  { catalogue, severities = [], prefer = 'client', plan, ...acceptance }: FixOptions,
  reach: Reach,
): Correction {
  return correct(evaluation, (documents) => evaluate(documents, catalogue, severities, acceptance), {
    prefer,
    reach,
    all: plan !== undefined && reach === 'topology',
    start: plan?.start ?? 0,
    spacing: plan?.spacing ?? 1,
  });
}

/** Returns the findings that are left, each with the changes of the nodes' own files that would clear it. Their owner makes these. */
function unresolved(correction: Correction, options: FixOptions): readonly Diagnosis[] {
  const { evaluation } = correction;
  const left = unresolvedIn(correction);
  const hasFiles = evaluation.deployment.nodes.some(({ configured }) => configured !== undefined);
  if (left.length === 0 || !hasFiles) return left;
  return withFileChanges(left, correctionOf(evaluation, options, 'files').decisions, evaluation.deployment);
}

function correctedText(file: string, text: string, correction: Correction): string {
  const own = correction.decisions.flatMap(({ edits }) => edits).filter((edit) => edit.file === file);
  const source = own.length === 0 ? undefined : sourcesOf([{ file, text }]).get(file);
  // The text has secrets and parts that are not in the document, and keeps them. What was found sound of it has the shape that edits need.
  return source ? splice(text, applyEdits(source.data as TopologyDocument, own)) : text;
}

/** Leaves out edits of a value that several nodes have from one place, by a merge key or an alias, and that becomes the same for all. */
function writtenOnce(edits: readonly Edit[], sources: Sources): readonly Edit[] {
  const places = groupBy(edits, ({ file, path, from }) => {
    const start = from === undefined ? undefined : sources.get(file)?.locate(path).start;
    return JSON.stringify([file, start ?? path, path.at(-1), from]);
  });
  const repeated = [...places.values()].flatMap(([first, ...others]) =>
    others.every(({ to }) => isSameData(to, first.to)) ? others : [],
  );
  return edits.filter((edit) => !repeated.includes(edit));
}

/** A decision with each value that it changes once. */
function decidedOnce(decision: Decision, sources: Sources): Decision {
  const edits = writtenOnce(decision.edits, sources);
  if (edits.length === decision.edits.length) return decision;
  return { ...decision, edits, title: changesText(edits, decision.subject) };
}

type Sources = ReturnType<typeof sourcesOf>;

function inOrder(edits: readonly Edit[], sources: Sources): readonly Edit[] {
  const rank = new Map([...sources.keys()].map((file, index) => [file, index]));
  const placed = edits.map((edit) => ({
    edit,
    start: sources.get(edit.file)?.locate(edit.path).start ?? START.start,
  }));
  placed.sort(
    (a, b) =>
      (rank.get(a.edit.file) ?? 0) - (rank.get(b.edit.file) ?? 0) ||
      a.start.line - b.start.line ||
      a.start.column - b.start.column,
  );
  return placed.map(({ edit }) => edit);
}

/** Parses texts that were read before. */
function sourcesOf(inputs: readonly Input[]) {
  return new Map(
    inputs.flatMap(({ file, text }) => {
      const parsed = parseSource(file, text, UNLIMITED);
      return parsed.ok ? [[file, parsed.source] as const] : [];
    }),
  );
}

/** No limits: the check has read these texts within its limits. */
const UNLIMITED = {
  ...DEFAULT_LIMITS,
  characters: Number.POSITIVE_INFINITY,
  depth: Number.POSITIVE_INFINITY,
  aliases: Number.POSITIVE_INFINITY,
  values: Number.POSITIVE_INFINITY,
};

function changedNodes(edits: readonly Edit[]): readonly string[] {
  const changed = edits.filter(
    ({ path: [root, , key], from }) => root === 'nodes' && !(key === 'offset' && from === 'auto'),
  );
  return [...new Set(changed.map(({ path }) => String(path[1])))];
}
