import { flowsOf } from '../flows/flows.js';
import type { Deployment } from '../model/deployment.js';
import type { DeploymentReport } from '../model/report.js';
import { deploymentReport } from '../report/report.js';
import { memo } from '../values/memo.js';

/** Lists every node, listener and link of a deployment, as its report does; once, when it is asked for. */
export const listingOf: (deployment: Deployment) => DeploymentReport = memo((deployment) =>
  deploymentReport(deployment, flowsOf(deployment).flows),
);
