import { type Group, groupBy, mapGroup } from '../deployment/lookup.js';
import type { Diagnosis, Label } from '../model/finding.js';
import { isClearedByOffset } from '../rules/facts.js';
import { listed } from '../rules/rule.js';
import { compareTexts } from '../values/lists.js';
import { WEIGHT } from '../values/severities.js';
import { replaceWord } from '../values/words.js';
import { identityOf } from './fingerprint.js';

/**
 * Joins what one rule finds about one value of several nodes: it is written once and corrected once. Findings of one node stay apart, as do
 * those that another offset clears, which each node has for itself.
 */
export function joined<D extends Diagnosis>(diagnoses: readonly D[], placeOf: (label: Label) => string): readonly D[] {
  const parts = diagnoses.flatMap((diagnosis): Part<D>[] => {
    const node = isClearedByOffset(diagnosis) ? undefined : nodeOf(diagnosis);
    return node === undefined ? [] : [{ of: node, diagnosis }];
  });
  const replaced = new Map<D, D | undefined>();
  for (const there of groupBy(parts, ({ diagnosis: { rule, at } }) => `${rule} ${placeOf(at)}`).values()) {
    if (there.length === 1) continue;
    for (const alike of [...groupBy(there, valueAt).values()].flatMap(onePerNode)) {
      const [first, ...others] = alike;
      if (others.length === 0) continue;
      for (const { diagnosis } of others) replaced.set(diagnosis, undefined);
      replaced.set(first.diagnosis, joint(alike));
    }
  }
  if (replaced.size === 0) return diagnoses;
  return diagnoses.flatMap((each) => (replaced.has(each) ? (replaced.get(each) ?? []) : each));
}

/** A finding with the node whose value is wrong. */
interface Part<D> {
  readonly of: string;
  readonly diagnosis: D;
}

function nodeOf({ data, subject: { nodes } }: Diagnosis): string | undefined {
  if (typeof data.node === 'string') return data.node;
  return nodes.length === 1 ? nodes[0] : undefined;
}

/** What is at the place: an endpoint of the text there, else what is said of it, whichever node that is about. */
function valueAt(part: Part<Diagnosis>): string {
  const { endpoint } = part.diagnosis.data;
  return typeof endpoint === 'string' ? `endpoint ${endpoint}` : withoutName(part);
}

/** What is said of a node, without its name. */
function withoutName({ of, diagnosis }: Part<Diagnosis>): string {
  return replaceWord(diagnosis.text, of, '');
}

/** Two endpoints of one text may be equal: the first ones of all nodes are one value, the second ones another. */
function onePerNode<D>(group: Group<Part<D>>): readonly Group<Part<D>>[] {
  const counts = new Map<string, number>();
  const numbered = mapGroup(group, (part) => {
    const number = counts.get(part.of) ?? 0;
    counts.set(part.of, number + 1);
    return { part, number };
  });
  return [...groupBy(numbered, ({ number }) => String(number)).values()].map((same) =>
    mapGroup(same, ({ part }) => part),
  );
}

/** Makes one finding: the gravest, and of those that are alike that of the first name, so that the order of nodes does not matter. */
function joint<D extends Diagnosis>(group: Group<Part<D>>): D {
  const parts = [...group].sort(
    (a, b) => WEIGHT[b.diagnosis.severity] - WEIGHT[a.diagnosis.severity] || compareTexts(a.of, b.of),
  );
  const [first = group[0], ...others] = parts;
  const { diagnosis } = first;
  const said = withoutName(first);
  const same = others.filter((other) => withoutName(other) === said);
  const different = others.filter((other) => withoutName(other) !== said);
  const found = parts.map((part) => part.diagnosis);
  const subject = {
    ...diagnosis.subject,
    nodes: unique(found.flatMap(({ subject: { nodes } }) => nodes)),
    listeners: unique(found.flatMap(({ subject: { listeners } }) => listeners)),
  };
  return {
    ...diagnosis,
    subject,
    text: [
      diagnosis.text,
      ...(same.length > 0 ? [`the same holds for ${names(same)}`] : []),
      ...(different.length > 0 ? [`the same value is wrong for ${names(different)} as well`] : []),
    ].join('; '),
    // A label starts with the node.
    at: { ...diagnosis.at, label: diagnosis.at.label.replace(`${first.of}: `, () => `${names(parts)}: `) },
    related: distinct(found.flatMap(({ related }) => related)),
    notes: [...unique(found.flatMap(({ notes = [] }) => notes)), ...different.map((other) => other.diagnosis.text)],
    fingerprint: identityOf(diagnosis.rule, subject),
    sharedBy: others.map(({ of }) => of),
    parts,
  };
}

function names(parts: readonly Part<unknown>[]): string {
  return listed(parts.map(({ of }) => of));
}

function distinct(labels: readonly Label[]): readonly Label[] {
  return [...new Map(labels.map((label) => [JSON.stringify(label), label])).values()];
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
