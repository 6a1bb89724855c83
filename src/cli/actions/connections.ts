import { flowsOf } from '../../flows/flows.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { DeploymentReport } from '../../model/report.js';
import { deploymentFlows } from '../../report/flows/list.js';
import type { Style } from '../../report/reporter.js';

/** Finds the connections of a deployment of a report, which has its evaluations in the same order. */
export function connectionsIn(
  deployments: readonly DeploymentReport[],
  evaluations: readonly Evaluation[],
): NonNullable<Style['connectionsOf']> {
  const found = new Map(deployments.map((deployment, index) => [deployment, evaluations[index]?.deployment]));
  return (report) => {
    const deployment = found.get(report);
    return deployment && deploymentFlows(deployment, flowsOf(deployment));
  };
}
