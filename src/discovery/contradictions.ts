import type { Catalogue } from '../catalogue/catalogue.js';
import { dependingOn } from '../catalogue/depending.js';
import { familyOf } from '../catalogue/recognition.js';
import { type Release, standardProfile } from '../catalogue/release.js';
import type { Reason } from '../configuration/reason.js';
import type { Contradiction } from '../model/evidence.js';
import type { Found, Hint, SourceRange } from '../model/fragment.js';
import { isSameRelease } from '../values/versions.js';
import { hintsOf } from './hints.js';
import type { FoundNode } from './nodes.js';
import { profileNamed } from './profile.js';
import { isRelated } from './release-evidence.js';

interface Taken {
  readonly product: Reason;
  readonly version: Reason;
  readonly profile?: Reason;
}

/** Returns what the files say against each other, where it matters: another product, another profile, or a release with other ports. */
export function contradictionsIn(
  node: FoundNode,
  { product, version, profile }: Taken,
  release: Release,
  catalogue: Catalogue,
): readonly Contradiction[] {
  const said = hintsOf(node).filter(({ rank }) => rank !== 'path' && rank !== 'section');
  const against = (aspect: Hint['aspect'], taken: Reason | undefined, differs: (hint: Hint) => boolean) => {
    const own = placed(taken);
    const other = own && said.find((hint) => hint.aspect === aspect && !isSamePlace(hint, own) && differs(hint));
    return own && other ? [{ aspect, taken: own, other }] : [];
  };
  // A runtime of a pack keeps the server key of the product that it is made of.
  const isOther = ({ value }: Hint) =>
    familyOf(product.value) === undefined &&
    value
      .split('|')
      .every(
        (id) => !isRelated(id, product.value) && catalogue.product(id) !== undefined && familyOf(id) === undefined,
      );
  const inForce = profile?.value ?? standardProfile(release);
  const changesPorts = ({ value }: Hint) => {
    const other = catalogue.meant(product.value, value);
    return (
      other.is === 'listed' &&
      !isSameRelease(value, version.value) &&
      dependingOn(release, inForce, [other.release], catalogue).length > 0
    );
  };
  const isOtherProfile = ({ value }: Hint) => {
    const named = profileNamed(release.profiles, value);
    return named !== undefined && named !== profile?.value;
  };
  return [
    ...against('product', product, isOther),
    ...(isOtherProduct(said, product.value) ? [] : against('version', version, changesPorts)),
    ...against('profile', profile, isOtherProfile),
  ];
}

/** The release beside the name of another product is that product's. */
function isOtherProduct(said: readonly Hint[], product: string): boolean {
  return said.some(
    ({ aspect, rank, value }) => aspect === 'product' && rank === 'file' && !value.split('|').includes(product),
  );
}

function isSamePlace(a: SourceRange, b: SourceRange): boolean {
  return (
    a.file === b.file && a.range.start.line === b.range.start.line && a.range.start.column === b.range.start.column
  );
}

function placed(reason: Reason | undefined): Found<string> | undefined {
  if (reason?.file === undefined || reason.range === undefined) return undefined;
  return { value: reason.value, why: reason.why, file: reason.file, range: reason.range };
}
