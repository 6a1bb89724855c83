import { groupBy } from '../../deployment/lookup.js';
import type { Decision, Fixed } from '../../model/correction.js';
import type { Finding } from '../../model/report.js';
import { counted } from '../../rules/rule.js';
import { nameAtLineStart } from '../../values/line-start.js';
import { visible } from '../../values/visible.js';
import { type Paint, paintFor } from '../paint.js';

/** Lists the changes of a correction with the findings that each clears, then the findings that are left. */
export function summary({ decisions, edits, optimal, unresolved }: Fixed, color: boolean): string {
  const paint = paintFor(color);
  const changed = new Set(edits.map(({ file }) => file)).size;
  const total =
    edits.length === 0 ? 'nothing to change' : `${counted(edits.length, 'change')} in ${counted(changed, 'file')}`;
  return [
    ...decisions.flatMap((decision) => decisionLines(decision, paint)),
    ...unresolved.flatMap((finding) => findingLines(finding, paint)),
    ...(optimal ? [] : ['more nodes on a host than can be proved: the offsets are good, maybe not the best']),
    `${total}${unresolved.length === 0 ? '' : `, ${counted(unresolved.length, 'finding')} unresolved`}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Returns one line for each value that changes. */
export function list({ edits, decisions, unresolved }: Fixed): string {
  const lines = decisions.filter(({ edits: own }) =>
    own.some((edit) => edits.some((kept) => kept.file === edit.file && kept.path.join('/') === edit.path.join('/'))),
  );
  return [
    ...lines.map(
      ({ subject, title, edits: [first] }) =>
        `${nameAtLineStart(first?.file ?? '')}: ${visible(subject)}: ${visible(title)}`,
    ),
    ...unresolved.map(
      ({ file, range, message, rule }) =>
        `${nameAtLineStart(file)}:${range.start.line}:${range.start.column}: unresolved: ${visible(message)} [${rule}]`,
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function decisionLines(
  { subject, title, configuration, clears, reason }: Decision,
  { strong, faint }: Paint,
): string[] {
  return [
    `${strong(visible(subject))}: ${visible(title)}`,
    ...settingLines(configuration).map(faint),
    ...clears.map(({ rule, text }) => `  clears ${rule}: ${visible(text)}`),
    ...(reason === undefined || clears.length > 0 ? [] : [`  ${visible(reason)}`]),
  ];
}

/** One line for each setting; of several nodes that need the same the nodes as well. */
function settingLines(configuration: Decision['configuration']): readonly string[] {
  const same = groupBy(configuration, ({ file, setting, to }) => JSON.stringify([file, setting, to]));
  return [...same.values()].map((needed) => {
    const [{ file, setting, to }] = needed;
    const nodes = [...new Set(needed.map(({ node }) => node))];
    const whose = nodes.length > 1 ? ` of ${nodes.join(', ')}` : '';
    return visible(`  in ${file}${whose}: ${setting} = ${to}`);
  });
}

function findingLines({ severity, rule, message, file, range, notes }: Finding, paint: Paint): string[] {
  return [
    `${paint[severity](`unresolved ${severity}`)}${paint.strong(`[${rule}]: ${visible(message)}`)}`,
    `  --> ${visible(file)}:${range.start.line}:${range.start.column}`,
    ...notes.map((note) => `  = ${visible(note)}`),
  ];
}
