import type { Severity } from '../model/finding.js';
import type { Finding } from '../model/report.js';
import { visible } from '../values/visible.js';
import { explanationOf } from './describe.js';
import type { Reporter } from './reporter.js';

/** Workflow commands of GitHub Actions, one line each: the runner shows them as annotations in the changed file. */
export const github: Reporter = ({ findings }) => findings.map((finding) => `${annotationOf(finding)}\n`).join('');

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function annotationOf(finding: Finding): string {
  const { severity, rule, message, file } = finding;
  const properties = [`file=${property(visible(file))}`, ...placeOf(finding), `title=${property(rule)}`];
  const text = [message, ...explanationOf(finding)].map(visible).join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(text)}`;
}

/** Lines and columns count from 1. Columns have a meaning within one line only, and there the last one is named, not the one behind it. */
function placeOf({ range: { start, end } }: Finding): readonly string[] {
  if (start.line !== end.line) return [`line=${start.line}`, `endLine=${end.line}`];
  return [
    `line=${start.line}`,
    `endLine=${end.line}`,
    `col=${start.column}`,
    `endColumn=${Math.max(start.column, end.column - 1)}`,
  ];
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
