import { jsonText } from '../json.js';
import type { FlowReporter } from './reporter.js';

/** For programs. */
export const json: FlowReporter = (deployments) =>
  jsonText({
    flowsVersion: 1,
    deployments: deployments.map(({ file, name, flows, open }) => ({
      file,
      ...(name === undefined ? {} : { name }),
      flows,
      open,
    })),
  });
