import { jsonText } from '../json.js';
import type { ConfigReporter } from './reporter.js';

/** For programs. */
export const json: ConfigReporter = (nodes) => jsonText({ configVersion: 1, nodes });
