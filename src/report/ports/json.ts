import { jsonText } from '../json.js';
import type { PortReporter } from './reporter.js';

/** The same document as `check --format json`. */
export const json: PortReporter = ({ report }) => jsonText(report);
