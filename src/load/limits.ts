/** Limits on the cost of reading a topology. Small texts can be huge in memory, so each limit is checked before anything is built. */
export interface Limits {
  /** UTF-16 code units of text. */
  readonly characters: number;
  /** Levels of nesting. */
  readonly depth: number;
  /** Uses of one anchor. */
  readonly aliases: number;
  /** Keys, scalars and collections, with aliases expanded. */
  readonly values: number;
  /** Syntax errors reported for one file. */
  readonly syntaxErrors: number;
}

export const DEFAULT_LIMITS: Limits = {
  characters: 16 * 1024 * 1024,
  depth: 100,
  aliases: 100,
  values: 1_000_000,
  syntaxErrors: 20,
};

/** The reasons, each with the flag that raises the limit. */
export const limitProblem = {
  characters: (limit: number) => `the file is longer than ${limit} bytes; --max-size raises the limit`,
  depth: (limit: number) => `the document is nested more than ${limit} levels deep; --max-depth raises the limit`,
  aliases: (limit: number) => `an anchor is used more than ${limit} times; --max-aliases raises the limit`,
  values: (limit: number) =>
    `the document has more than ${limit} values after expansion; --max-values raises the limit`,
} as const;
