import type { Place } from '../model/finding.js';
import type { ReferenceKind, ReferenceProblem } from '../model/problems.js';
import { didYouMean, nearest } from '../values/did-you-mean.js';

export interface UnknownName {
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly place: Place;
  /** Who names it, as the message starts: `node gateway`. */
  readonly by: string;
  /** Names that it could be; none where the likeness of a name says nothing. */
  readonly legal?: readonly string[];
  /** Legal names that the name is known to mean. */
  readonly meant?: readonly string[];
  /** Why, or where legal names are found: `wso2am 3.2.0 has it no more`. It is said behind a suggestion. */
  readonly reason?: string;
  readonly node?: string | undefined;
}

/** Makes the problem of a name that does not exist. */
export function unknownReference({
  kind,
  name,
  place,
  by,
  legal = [],
  meant = [],
  reason,
  node,
}: UnknownName): ReferenceProblem {
  const question = didYouMean(name, legal, meant);
  const hint = reason === undefined ? question : `${question === '' ? ';' : question} ${reason}`;
  const suggestion = meant.length > 1 ? undefined : (meant[0] ?? nearest(name, legal));
  return {
    message: 'unknown',
    data: { kind, name, by, hint, ...(suggestion === undefined ? {} : { nearest: suggestion }) },
    at: { ...place, label: `no such ${kind}${hint}` },
    related: [],
    subject: { nodes: node === undefined ? [] : [node], listeners: [], detail: `${kind} ${name} ${by}` },
  };
}
