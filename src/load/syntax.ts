import type { Range } from '../model/finding.js';
import type { SyntaxProblem } from '../model/problems.js';

/** Makes the problem of a text that could not be read as one document. */
export function syntaxProblem(file: string, reason: string, range: Range): SyntaxProblem {
  return {
    message: 'invalid',
    data: { reason },
    at: { file, path: [], label: reason, range },
    related: [],
    subject: { nodes: [], listeners: [], detail: `${file}:${range.start.line}` },
  };
}
