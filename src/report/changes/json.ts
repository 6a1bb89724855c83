import { jsonText } from '../json.js';
import { isEmpty } from './list.js';
import type { ChangeReporter } from './reporter.js';

/** For programs. */
export const json: ChangeReporter = (changes) =>
  jsonText({
    diffVersion: 1,
    different: !isEmpty(changes),
    deployments: changes.deployments,
    findings: { new: changes.found, gone: changes.gone },
  });
