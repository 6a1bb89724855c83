import { connectionDrawing } from '../picture/connections.js';
import { standalone } from '../picture/drawing.js';
import type { FlowReporter } from './reporter.js';

/** A picture for a document or a wiki page: hosts, nodes and one arrow for each pair that talks. */
export const svg: FlowReporter = (deployments) =>
  standalone(deployments.flatMap((deployment) => connectionDrawing(deployment) ?? []));
