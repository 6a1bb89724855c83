import { productOfFormat } from '../catalogue/recognition.js';
import type { Format, Found, Fragment, Hint, Leaf, Unknown } from '../model/fragment.js';
import { dialsIn } from './dials.js';
import { emptyFragment } from './format.js';
import { type Leaves, lastName, namesOf } from './leaf.js';
import { foundIn, hostOf, isSecret, numberOf, settingsOf } from './plain-values.js';
import { xmlLeaves } from './syntax/xml.js';

/** A format whose files are made of plain values. */
export interface StructuredFormat extends Omit<Format, 'read'> {
  readonly leaves?: (text: string) => Leaves;
  /** Values of the file beside its ports, endpoints and switches. */
  readonly more?: (file: string, leaves: readonly Leaf[]) => Partial<Fragment>;
}

/** Makes a format of which every value is a leaf; XML unless `leaves` says otherwise. */
export function structured({ leaves = xmlLeaves, more, ...facts }: StructuredFormat): Format {
  const format: Format = {
    ...facts,
    read(file, text) {
      const read = leaves(text);
      if (!read.ok) return { ...emptyFragment(file, format), fault: read.fault };
      return {
        ...emptyFragment(file, format),
        settings: settingsOf(read.leaves),
        ...referringIn(read.leaves),
        ...dialsIn(file, read.leaves),
        ...more?.(file, read.leaves),
      };
    },
  };
  return format;
}

/** Values that the environment completes. */
/** `$env{OFFSET}` of deployment.toml, `${env:OFFSET}` and `${OFFSET}` of Carbon 5. */
const REFERRING = /\$env\{|\$\{(?:env:)?[A-Z][A-Z0-9_]{0,127}\}/;

function referringIn(leaves: readonly Leaf[]): Pick<Fragment, 'referring'> {
  const referring = leaves.filter((leaf) => REFERRING.test(leaf.value) && !isSecret(lastName(leaf)));
  return referring.length === 0 ? {} : { referring };
}

/** Returns the offset at the first of some paths that contains a number or a reference. */
export function offsetAt(
  file: string,
  leaves: readonly Leaf[],
  path: string,
): { offset: Found<number | Unknown> } | undefined {
  for (const leaf of leaves.filter((candidate) => namesOf(candidate) === path)) {
    const value = numberOf(leaf.value);
    if (value !== undefined) return { offset: foundIn(file, leaf, value, path.replaceAll('/', '.')) };
  }
  return undefined;
}

/** Returns the node's own name at the first of some paths that has one. */
export function hostNameAt(
  file: string,
  leaves: readonly Leaf[],
  paths: readonly string[],
): { hostName: Found<string | Unknown> } | undefined {
  for (const path of paths)
    for (const leaf of leaves.filter((candidate) => namesOf(candidate) === path)) {
      const value = hostOf(leaf.value);
      if (value !== undefined) return { hostName: foundIn(file, leaf, value, path.replaceAll('/', '.')) };
    }
  return undefined;
}

export function hint(
  file: string,
  leaf: Leaf,
  aspect: Hint['aspect'],
  rank: Hint['rank'],
  value: string,
  why: string,
): Hint {
  return { ...foundIn(file, leaf, value, why), aspect, rank };
}

/** Names the product that alone has files of a format, at a value of the file. */
export function ofFormat(
  format: string,
  file: string,
  leaf: Leaf | undefined,
  why: string,
): Pick<Partial<Fragment>, 'hints'> {
  const product = productOfFormat(format);
  return leaf && product ? { hints: [hint(file, leaf, 'product', 'section', product, why)] } : {};
}

/** Names the product that deploys the files of a format by itself. */
export function deployedBy(format: string) {
  return (file: string, [first]: readonly Leaf[]) =>
    ofFormat(format, file, first, `${file.replace(/^.*\//, '')} is deployed by ${productOfFormat(format)}`);
}
