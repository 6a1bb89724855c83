import { standalone } from '../picture/drawing.js';
import { portDrawings } from '../picture/ports.js';
import type { PortReporter } from './reporter.js';

/** A picture for a document or a wiki page: the nodes of each host and their ports. */
export const svg: PortReporter = ({ deployments }) => standalone(deployments.flatMap(portDrawings));
