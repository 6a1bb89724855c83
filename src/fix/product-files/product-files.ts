import { groupBy } from '../../deployment/lookup.js';
import type { Decision, FixedFile } from '../../model/correction.js';
import type { Deployment } from '../../model/deployment.js';
import type { DiscoveredDeployment } from '../../model/discovered.js';
import { changesText } from '../correct/decision.js';
import { type PlacedDecision, placed, type ValueChange } from './replacements.js';
import { rewritten } from './rewrite.js';
import { isShared } from './shared-values.js';

/** What a correction does to the files of products. */
export interface ProductFiles {
  readonly files: readonly FixedFile[];
  /** Decisions that are in the files, with edits that name them. */
  readonly made: readonly Decision[];
  /** Decisions that are left to a person: a template, a value of several nodes, a value that is nowhere yet. */
  readonly left: readonly Decision[];
}

/**
 * Writes decisions into the product's own files: a value is replaced at its range, and every other byte stays. A decision is written as a whole
 * or not at all.
 */
export function productFiles(
  decisions: readonly Decision[],
  found: DiscoveredDeployment,
  deployment: Deployment,
  textOf: (file: string) => string | undefined,
): ProductFiles {
  const candidates = placed(decisions, found, deployment);
  const replacements = candidates.flatMap((candidate) => candidate.replacements ?? []);
  const chosen = candidates.flatMap(({ decision, replacements: own }) =>
    own?.every((replacement) => !isShared(replacement, replacements, deployment))
      ? [{ decision, replacements: own }]
      : [],
  );
  const texts = new Map<string, FixedFile>();
  const made: WrittenDecision[] = [];
  for (const one of chosen) {
    const files = [...groupBy(one.replacements, ({ file }) => file)];
    const changed = files.flatMap(([file, inFile]): FixedFile[] => {
      const before = texts.get(file)?.before ?? textOf(file);
      const earlier = made.flatMap((other) => other.replacements.filter((replacement) => replacement.file === file));
      const after = before === undefined ? undefined : rewritten(before, [...earlier, ...inFile]);
      return before === undefined || after === undefined ? [] : [{ file, product: true, before, after }];
    });
    if (changed.length < files.length) continue;
    for (const file of changed) texts.set(file.file, file);
    made.push(one);
  }
  const decided = new Set(made.map(({ decision }) => decision));
  return {
    files: [...texts.values()],
    made: made.map(inFiles),
    left: decisions.filter((decision) => !decided.has(decision)),
  };
}

type WrittenDecision = Required<PlacedDecision>;

function placeOf({ file, range, from, to }: ValueChange): string {
  return `${file}:${range.start.line}:${range.start.column} ${from} ${to}`;
}

/** The edits of a decision, in the files that really have the values: each value once, however many nodes read it. */
function inFiles({ decision, replacements }: WrittenDecision): Decision {
  const edits = [...groupBy(replacements, placeOf).values()].map(([{ edit, file }]) => ({ ...edit, file }));
  return {
    ...decision,
    edits,
    ...(edits.length < decision.edits.length ? { title: changesText(edits, decision.subject) } : {}),
  };
}
