import type { PerVersion, Varying, VersionRange } from '../model/product.js';

/** Compares two release names number by number; a pre-release (`6.0.0-m4`) comes before its release. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  for (let i = 0; i < Math.max(left.numbers.length, right.numbers.length); i++) {
    const difference = (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.suffix === right.suffix) return 0;
  if (left.suffix === '') return 1;
  if (right.suffix === '') return -1;
  return left.suffix < right.suffix ? -1 : 1;
}

/** Whether a text reads as a release: `2.6`, `4.2.0`, `6.0.0-m4`. */
export function isVersion(text: string): boolean {
  return /^\d{1,6}(\.\d{1,6}){0,3}([.-][A-Za-z0-9.]{1,20})?$/.test(text);
}

interface SplitVersion {
  readonly numbers: readonly number[];
  readonly suffix: string;
}

/** A product compares the same few release names thousands of times. */
const splits = new Map<string, SplitVersion>();

function split(version: string): SplitVersion {
  const known = splits.get(version);
  if (known) return known;
  const suffix = version.replace(/^[\d.]*/, '');
  const numbers = version
    .slice(0, version.length - suffix.length)
    .split('.')
    .filter(Boolean)
    .map(Number);
  const parts = { numbers, suffix };
  splits.set(version, parts);
  return parts;
}

/** Whether a release lies in a range (`2.6.0`; `2.0.0 - 2.6.0`, ends included; `3.0.0 -`), or in one of several. */
export function inRange(version: string, ranges: VersionRange | readonly VersionRange[] | undefined): boolean {
  if (ranges === undefined) return true;
  if (typeof ranges !== 'string') return ranges.some((range) => inRange(version, range));
  const { first, last } = endsOf(ranges);
  return compareVersions(version, first) >= 0 && (last === undefined || compareVersions(version, last) <= 0);
}

/** First and last release of a range; the last is undefined where the range is open (`3.0.0 -`). */
export function endsOf(range: VersionRange): { readonly first: string; readonly last: string | undefined } {
  const dash = range.indexOf(' -');
  if (dash < 0) return { first: range, last: range };
  return { first: range.slice(0, dash), last: range.slice(dash + 3) || undefined };
}

/** The value for a release; undefined where no range of the map holds it. */
export function valueAt<T>(varying: Varying<T> | undefined, version: string): T | undefined {
  if (!isPerVersion(varying)) return varying;
  for (const [range, value] of Object.entries(varying.versions)) if (inRange(version, range)) return value;
  return undefined;
}

/** Whether a value varies: a map of ranges rather than one value for all releases. */
export function isPerVersion<T>(varying: Varying<T> | undefined): varying is PerVersion<T> {
  return typeof varying === 'object' && varying !== null && !Array.isArray(varying) && 'versions' in varying;
}

/** Returns the newest listed release that is not newer than the given one; the oldest where all are newer, undefined where none is listed. */
export function nearestRelease(releases: readonly string[], version: string): string | undefined {
  return releases.findLast((release) => compareVersions(release, version) <= 0) ?? releases[0];
}
