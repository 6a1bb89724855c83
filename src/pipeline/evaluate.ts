import type { Catalogue } from '../catalogue/catalogue.js';
import { expandPlan } from '../expand/expand.js';
import { planOf } from '../load/plan.js';
import type { NamedDocument } from '../model/document.js';
import type { Evaluation } from '../model/evaluation.js';
import type { SeverityChange } from '../model/topology.js';
import { withConfigurations } from '../overlay/overlay.js';
import { schema } from '../rules/schema.js';
import { unknownReference } from '../rules/unknown-reference.js';
import { yamlSyntax } from '../rules/yaml-syntax.js';
import { present } from '../values/present.js';
import { diagnose } from './diagnose.js';
import { type Acceptance, unknownRules } from './policy.js';
import { writtenPlaces } from './written-places.js';

/** plan -> expand -> diagnose, over plain data. `severities` come from the command line and win over those of the files. */
export function evaluate(
  documents: readonly NamedDocument[],
  catalogue: Catalogue,
  severities: readonly SeverityChange[],
  { today, accepting = true }: Acceptance = {},
): Evaluation {
  const { plan: written, problems } = planOf(documents);
  const configured = withConfigurations(written, documents, catalogue);
  const { plan } = configured;
  const expanded = expandPlan(plan, catalogue);
  const early = [
    ...schema.attribute(problems),
    ...yamlSyntax.attribute(configured.faults),
    ...unknownReference.attribute([...configured.problems, ...expanded.problems]),
    ...unknownRules(plan),
  ];
  const policy = {
    ignores: accepting ? plan.ignores : [],
    severities: [...plan.severities, ...severities],
    ...present({ today }),
  };
  return {
    documents,
    deployment: expanded.deployment,
    early,
    ...diagnose(expanded.deployment, early, policy, writtenPlaces(documents)),
  };
}
