import type { Path, Range } from '../model/finding.js';
import type { SyntaxProblem } from '../model/problems.js';

/** A topology file that was read: its plain data, and where each value of it is. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** Plain data with merge keys and aliases resolved. */
  readonly data: unknown;
  /**
   * The range of a value. A missing key leads to the nearest ancestor that exists, a collection to its key:
   * pointing at twenty lines helps no reader. With `key`, the key itself instead of its value.
   */
  locate(path: Path, part?: 'value' | 'key'): Range;
  /** The text of a scalar as it is written; undefined where there is none at the path. */
  textAt(path: Path): string | undefined;
}

export type Parsed =
  | { readonly ok: true; readonly source: SourceText }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };
