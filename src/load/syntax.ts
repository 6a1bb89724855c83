import type { Problem, Range } from '../model/finding.js';

/** A problem of the rule `yaml-syntax`: the text could not be read as one document. */
export function syntaxProblem(file: string, reason: string, range: Range): Problem {
  return {
    message: 'invalid',
    data: { reason },
    at: { file, path: [], label: reason, range },
    related: [],
    subject: { nodes: [], listeners: [], detail: `${file}:${range.start.line}` },
  };
}
