import { visible } from '../values/visible.js';
import type { Reporter } from './reporter.js';

/** One line for each finding: `file:line:column: severity message [rule]`. Nothing when there is none. */
export const compact: Reporter = ({ findings }) =>
  findings
    .map(
      ({ file, range, severity, message, rule }) =>
        `${lineStart(visible(file))}:${range.start.line}:${range.start.column}: ${severity} ${visible(message)} [${rule}]\n`,
    )
    .join('');

/** GitHub Actions takes a line that begins with `::` for a command; `./` names the same file. */
function lineStart(file: string): string {
  return /^\s*::/.test(file) ? `./${file}` : file;
}
