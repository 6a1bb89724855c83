import { table as tablePage } from '../page/table.js';
import { sectionOf } from './list.js';
import type { VerificationReporter } from './reporter.js';

/** For people: the differences of each host, and what was not judged. */
export const text: VerificationReporter = ({ hosts }, style) => tablePage({ sections: hosts.map(sectionOf) }, style);
