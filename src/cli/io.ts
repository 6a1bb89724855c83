import type { Readable, Writable } from 'node:stream';

/** The world outside of a command; only `bin.ts` fills it from the process. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Standard input as bytes: all of it, or the first `maxBytes` and a few more. */
  readonly stdin: (maxBytes: number) => Promise<Uint8Array>;
  /** Standard input and output themselves, for a session that lasts. */
  readonly streams: Streams;
  /** Prepares the process for a run that is longer than most; absent where there is nothing to prepare. */
  readonly longRun?: () => Promise<void>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: { readonly stdout: boolean; readonly stderr: boolean; readonly columns: number | undefined };
  readonly cwd: string;
}

interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

/** Exit codes, frozen. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

/** A mistake on the command line: one line on stderr, exit 2. */
export class UsageError extends Error {}
