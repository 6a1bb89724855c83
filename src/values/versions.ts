import type { PerVersion, Varying, VersionRange } from '../model/product.js';
import { entryOf } from './memo.js';

/** A release as people write it, in parts. */
interface WrittenVersion {
  /** One to four numbers; the fourth is an update level, which opens the same ports. */
  readonly numbers: readonly number[];
  /** `m4`, `rc1`, `snapshot`, in lower case; empty for a release. */
  readonly preRelease: string;
  /** It ends in `.x` and means all releases that begin so. */
  readonly isLine: boolean;
}

/** The name that means the newest release. */
const LATEST = 'latest';

/** A version in parts. How long a part may be is looked at behind it: patterns that count are slow to compile, and every start pays for that. */
const WRITTEN = /^[vV]?([\d.]+)([xX]?)(?:[-+_]([\w.+-]+))?$/;

const MAX_DIGITS = 6;
/** An update level may be a date with a time. */
const MAX_LEVEL_DIGITS = 13;
const MAX_SUFFIX = 40;

/** Suffixes of versions that are published before a release. Any other suffix is the flavour of an image or a pack. */
const PRE_RELEASE = /(?:^|[-+_.])((?:m|milestone|alpha|beta|rc|cr|pre|preview|snapshot|ea)[-.]?\d*)(?![a-z0-9])/i;

/** A product compares the same few release names thousands of times. */
const written = new Map<string, WrittenVersion | undefined>();

/** Reads `4.2.0`, `v4.2.0`, `4.2`, `4.2.x`, `4.2.0.45`, `4.2.0.0-alpine`, `6.0.0-m4`; undefined for a text that is not a version. */
function parseVersion(text: string): WrittenVersion | undefined {
  if (!written.has(text)) written.set(text, versionIn(text));
  return written.get(text);
}

function versionIn(text: string): WrittenVersion | undefined {
  const [, written = '', x = '', suffix = ''] = WRITTEN.exec(text) ?? [];
  if (x !== '' && !written.endsWith('.')) return undefined;
  const numbers = (x === '' ? written : written.slice(0, -1)).split('.');
  const isNumber = (digits: string, index: number) =>
    digits !== '' && digits.length <= (index > 0 && index === numbers.length - 1 ? MAX_LEVEL_DIGITS : MAX_DIGITS);
  if (numbers.length > 4 || suffix.length > MAX_SUFFIX || !numbers.every(isNumber)) return undefined;
  return {
    numbers: numbers.map(Number),
    preRelease: suffix === '' ? '' : (PRE_RELEASE.exec(suffix)?.[1]?.toLowerCase() ?? ''),
    isLine: x !== '' && numbers.length < 3,
  };
}

/** Returns whether a text is one release: `2.6`, `4.2.0`, `6.0.0-m4`, `4.2.0-alpine`; not `4.2.x`, which means several. */
export function isVersion(text: string): boolean {
  return parseVersion(text)?.isLine === false;
}

/** Returns the release in a tag or in the name of a pack, without update level and flavour: `4.6.0` of `v4.6.0.34-alpine`. A number alone is none. */
export function releaseIn(text: string): string | undefined {
  const version = parseVersion(text);
  if (!version || version.isLine || version.numbers.length < 2) return undefined;
  const release = version.numbers.slice(0, 3).join('.');
  return version.preRelease === '' ? release : `${release}-${version.preRelease}`;
}

const NO_VERSION: WrittenVersion = { numbers: [], preRelease: '', isLine: false };

/**
 * Compares two release names number by number; a pre-release (`6.0.0-m4`) comes before its release. What is not written counts as
 * 0, and a flavour (`-alpine`) counts as nothing.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a) ?? NO_VERSION, parseVersion(b) ?? NO_VERSION];
  return compareNumbers(left, right, 4) || comparePreReleases(left.preRelease, right.preRelease);
}

/** Returns whether two texts mean one release: an update level and a flavour do not change it. */
export function isSameRelease(a: string, b: string): boolean {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  if (!left || !right) return a === b;
  return compareNumbers(left, right, 3) === 0 && left.preRelease === right.preRelease;
}

/** Returns whether two texts are releases of one major version. */
export function isSameMajor(a: string, b: string): boolean {
  return parseVersion(a)?.numbers[0] === parseVersion(b)?.numbers[0];
}

function compareNumbers(a: WrittenVersion, b: WrittenVersion, count: number): number {
  for (let i = 0; i < count; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Made when it is wanted: it costs as much as checking twenty nodes. */
let byNumber: Intl.Collator | undefined;

function comparePreReleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  byNumber ??= new Intl.Collator('en', { numeric: true });
  return byNumber.compare(a, b);
}

/** Which listed release a written version means. */
export type ReleaseMeant =
  /** The release itself: written in any of its forms, with an update level or a flavour. */
  | { readonly is: 'listed'; readonly release: string }
  /** The nearest older one of an unlisted release, or the newest of `4.2.x` and `latest`. */
  | { readonly is: 'nearest' | 'newest'; readonly release: string }
  /** `4` is none of several; ascending. */
  | { readonly is: 'open'; readonly releases: readonly string[] }
  /** Its major version is newer than any listed one: nothing is known of it. */
  | { readonly is: 'unknown'; readonly newest: string }
  | { readonly is: 'unreadable' };

/** Finds the release that a written version means among the listed ones, in ascending order. */
export function releaseMeant(listed: readonly string[], version: string): ReleaseMeant {
  const newest = listed.at(-1);
  if (listed.includes(version)) return { is: 'listed', release: version };
  if (version.toLowerCase() === LATEST && newest !== undefined) return { is: 'newest', release: newest };
  const parts = parseVersion(version);
  if (!parts || newest === undefined) return { is: 'unreadable' };
  const stem = parts.numbers.slice(0, 3);
  const same = listed.find((release) => isSameRelease(release, version));
  if (same !== undefined && stem.length > 1 && !parts.isLine) return { is: 'listed', release: same };
  const line = listed.filter((release) => isOfLine(release, stem));
  const last = line.at(-1);
  if (last !== undefined && stem.length === 3) return { is: 'nearest', release: last };
  if (last !== undefined && line.length === 1) return { is: 'listed', release: last };
  if (last !== undefined) return stem.length === 1 ? { is: 'open', releases: line } : { is: 'newest', release: last };
  if ((parts.numbers[0] ?? 0) > (parseVersion(newest)?.numbers[0] ?? 0)) return { is: 'unknown', newest };
  const older = listed.findLast((release) => compareVersions(release, version) <= 0);
  return { is: 'nearest', release: older ?? listed[0] ?? newest };
}

function isOfLine(release: string, stem: readonly number[]): boolean {
  const numbers = parseVersion(release)?.numbers ?? [];
  return stem.every((number, index) => (numbers[index] ?? 0) === number);
}

/** Returns whether a release lies in a range (`2.6.0`; `2.0.0 - 2.6.0`, ends included; `3.0.0 -`), or in one of several. */
export function inRange(version: string, ranges: VersionRange | readonly VersionRange[] | undefined): boolean {
  if (ranges === undefined) return true;
  if (typeof ranges !== 'string') return ranges.some((range) => inRange(version, range));
  return entryOf(
    entryOf(compared, version, () => new Map()),
    ranges,
    () => {
      const { first, last } = endsOf(ranges);
      return compareVersions(version, first) >= 0 && (last === undefined || compareVersions(version, last) <= 0);
    },
  );
}

/** Whether a release lies in a range: the fields of a product have the same few ranges thousands of times. */
const compared = new Map<string, Map<VersionRange, boolean>>();

/** First and last release of a range; the last is undefined where the range is open (`3.0.0 -`). */
export function endsOf(range: VersionRange): { readonly first: string; readonly last: string | undefined } {
  const dash = range.indexOf(' -');
  if (dash < 0) return { first: range, last: range };
  return { first: range.slice(0, dash), last: range.slice(dash + 3) || undefined };
}

/** Returns the value for a release; undefined where no range of the map holds it. */
export function valueAt<T>(varying: Varying<T> | undefined, version: string): T | undefined {
  if (!isPerVersion(varying)) return varying;
  for (const [range, value] of Object.entries(varying.versions)) if (inRange(version, range)) return value;
  return undefined;
}

/** Returns whether a value varies: a map of ranges rather than one value for all releases. */
export function isPerVersion<T>(varying: Varying<T> | undefined): varying is PerVersion<T> {
  return typeof varying === 'object' && varying !== null && !Array.isArray(varying) && 'versions' in varying;
}
