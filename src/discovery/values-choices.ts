import { stemOf, variantWords } from '../configuration/variant-words.js';
import { compareTexts } from '../values/lists.js';
import { posix } from '../values/posix.js';
import type { FoundNode } from './nodes.js';

/** One way to choose between values files of charts. */
export interface ValuesChoice {
  /** The words of the chosen files; absent where there is nothing to choose. */
  readonly name?: string;
  /** Nodes of values files that another one replaces. */
  readonly leftOut: ReadonlySet<FoundNode>;
}

/** A values file among those for one release of a chart. */
interface Variant {
  readonly words: readonly string[];
  readonly nodes: readonly FoundNode[];
}

/**
 * Lists the ways to choose one of several values files for the same release of a chart: `gw-dev.yaml` goes with `cp-dev.yaml`. A release
 * without a file of the chosen words has the one that is nearest to them. Each file is in at least one choice.
 */
export function valuesChoices(nodes: readonly FoundNode[]): readonly ValuesChoice[] {
  const releases = releasesIn(nodes).filter((variants) => variants.length > 1);
  if (releases.length === 0) return [{ leftOut: new Set() }];
  const tags = new Map(releases.flat().map(({ words }) => [words.join('-'), words]));
  const all = [...tags]
    .sort(([a, { length }], [b, other]) => length - other.length || compareTexts(a, b))
    .map(([tag, words]) => ({
      name: tag || 'default',
      chosen: releases.flatMap((variants) => nearestOf(variants, words) ?? []),
    }));
  return needed(all).map(({ name, chosen }) => ({
    name,
    leftOut: new Set(
      releases
        .flat()
        .filter((variant) => !chosen.includes(variant))
        .flatMap(({ nodes: own }) => own),
    ),
  }));
}

/** Choices without those of which every file is in another one. */
function needed<T extends { readonly chosen: readonly Variant[] }>(choices: readonly T[]): readonly T[] {
  return choices.reduce(
    (kept, choice) => {
      const others = kept.filter((other) => other !== choice);
      return choice.chosen.every((variant) => others.some(({ chosen }) => chosen.includes(variant))) ? others : kept;
    },
    [...choices],
  );
}

/** The variants of each release: values files of one chart whose names differ in words that distinguish variants. */
function releasesIn(nodes: readonly FoundNode[]): readonly (readonly Variant[])[] {
  const releases = new Map<string, Map<string, FoundNode[]>>();
  for (const node of nodes) {
    const chart = node.fragments.find((fragment) => fragment.chart)?.chart;
    if (node.kind !== 'pod' || chart === undefined) continue;
    const file = node.origin.replace(/#.*/s, '');
    const release = `${chart} ${stemOf(node.name)}`;
    const files = releases.get(release) ?? new Map<string, FoundNode[]>();
    files.set(file, [...(files.get(file) ?? []), node]);
    releases.set(release, files);
  }
  return [...releases.values()].map((files) =>
    [...files].map(([file, own]) => ({ words: variantWords(posix.basename(file, posix.extname(file))), nodes: own })),
  );
}

/** The variant with exactly some words, else the one with the most of them and the fewest others. */
function nearestOf(variants: readonly Variant[], wanted: readonly string[]): Variant | undefined {
  const distance = ({ words }: Variant) =>
    words.filter((word) => !wanted.includes(word)).length + wanted.filter((word) => !words.includes(word)).length;
  return [...variants].sort((a, b) => distance(a) - distance(b))[0];
}
