import type { PageStyle } from '../page/page.js';
import type { DeploymentFlows } from './list.js';

/** Turns the connections of one or several deployments into text. */
export type FlowReporter = (deployments: readonly DeploymentFlows[], style: PageStyle) => string;
