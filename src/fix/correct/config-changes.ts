import type { Decision } from '../../model/correction.js';
import type { Deployment } from '../../model/deployment.js';
import type { Diagnosis } from '../../model/finding.js';
import { asOffered, isFileEdit } from '../file-edits.js';
import { NO_CHANGE } from './unresolved-findings.js';

/** Adds to findings the changes of configuration files that clear them, in words and as fixes without edits. */
export function withFileChanges(
  diagnoses: readonly Diagnosis[],
  decisions: readonly Decision[],
  deployment: Deployment,
): readonly Diagnosis[] {
  return diagnoses.map((diagnosis) => {
    const own = decisions.filter(
      ({ edits, clears }) =>
        edits.some((edit) => isFileEdit(edit, deployment)) &&
        clears.some(({ fingerprint }) => fingerprint === diagnosis.fingerprint),
    );
    if (own.length === 0) return diagnosis;
    const changes = own.flatMap((decision) => asOffered(decision, deployment).configuration);
    return {
      ...diagnosis,
      notes: [
        ...(diagnosis.notes ?? []).filter((note) => note !== NO_CHANGE),
        ...changes.map(
          ({ node, file, setting, to }) => `to be changed in the files of ${node}: ${setting} = ${to} in ${file}`,
        ),
      ],
      fixes: [
        {
          title: own.map(({ subject, title }) => `${subject}: ${title}`).join(', '),
          edits: [],
          configuration: changes,
        },
      ],
    };
  });
}
