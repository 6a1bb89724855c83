import { nameAtLineStart } from '../values/line-start.js';
import { visible } from '../values/visible.js';
import type { Reporter } from './reporter.js';

/** One line for each finding: `file:line:column: severity message [rule]`. Nothing when there is none. */
export const compact: Reporter = ({ findings }) =>
  findings
    .map(
      ({ file, range, severity, message, rule }) =>
        `${nameAtLineStart(file)}:${range.start.line}:${range.start.column}: ${severity} ${visible(message)} [${rule}]\n`,
    )
    .join('');
