import { packagedCatalogue } from '../../catalogue/files.js';
import { configOf } from '../../desired/desired.js';
import { planOf } from '../../load/plan.js';
import type { NodeConfig } from '../../model/desired.js';
import type { Evaluation } from '../../model/evaluation.js';

/** Returns the settings of the nodes of a deployment. */
export function nodesOf({ deployment, documents }: Evaluation): NodeConfig[] {
  return configOf(deployment, packagedCatalogue().with(planOf(documents).plan.products));
}

/** Leaves out what the product does by itself. */
export function withoutDefaults(node: NodeConfig): NodeConfig {
  return { ...node, settings: node.settings.filter(({ isDefault }) => !isDefault) };
}
