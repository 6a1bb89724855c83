import type { Catalogue } from '../catalogue/catalogue.js';
import { expandPlan } from '../expand/expand.js';
import { type NamedDocument, planOf } from '../load/plan.js';
import type { Deployment } from '../model/deployment.js';
import type { SeverityChange } from '../model/topology.js';
import { withConfigurations } from '../overlay/overlay.js';
import { type Analysed, analyse, type EarlyProblem, unknownRules } from './diagnose.js';

/** Documents analysed as one deployment. */
export interface Evaluation extends Analysed {
  readonly documents: readonly NamedDocument[];
  readonly deployment: Deployment;
  /** Names and values that do not fit, found before the rules ran. */
  readonly early: readonly EarlyProblem[];
}

/** plan -> expand -> analyse, over plain data. `severities` come from the command line and win over those of the files. */
export function evaluate(
  documents: readonly NamedDocument[],
  catalogue: Catalogue,
  severities: readonly SeverityChange[],
): Evaluation {
  const { plan: written, problems } = planOf(documents);
  const { plan, problems: configurationProblems } = withConfigurations(written, documents, catalogue);
  const expanded = expandPlan(plan, catalogue);
  const early: EarlyProblem[] = [
    ...problems.map((problem) => ({ rule: 'schema' as const, problem })),
    ...configurationProblems,
    ...expanded.problems.map((problem) => ({ rule: 'unknown-reference' as const, problem })),
    ...unknownRules(plan),
  ];
  const policy = { ignores: plan.ignores, severities: [...plan.severities, ...severities] };
  return { documents, deployment: expanded.deployment, early, ...analyse(expanded.deployment, early, policy) };
}
