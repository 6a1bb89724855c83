import type { Io } from './io.js';

/** Shows on a terminal how far a long run is. */
export interface Progress {
  /** So many of all files are done. */
  readonly done: (files: number) => void;
  /** Takes the line away; to be called before anything else is written. */
  readonly clear: () => void;
}

/** Work that is done sooner needs no line, in milliseconds. */
const PATIENCE = 500;
/** Time between two lines, in milliseconds: more often is too fast to read. */
const PAUSE = 100;

/** Back to the start of the line, and erase it (ECMA-48: CR, EL). */
const ERASE = '\r\u001b[2K';

const SILENT: Progress = { done: () => {}, clear: () => {} };

/**
 * Progress of work on files, as one line of stderr. No timer runs: work that reports is what looks at the clock (`now`, in
 * milliseconds), so nothing can be left over and nothing keeps the process alive. Where stderr is not a terminal, nothing is said.
 */
export function progressOf(
  verb: string,
  total: number,
  { stderr, terminal, env }: Pick<Io, 'stderr' | 'terminal' | 'env'>,
  now: () => number = () => performance.now(),
): Progress {
  // A terminal that does not know how to erase a line would be left with all of them.
  if (!terminal.stderr || env.TERM === 'dumb') return SILENT;
  let next = now() + PATIENCE;
  let shown = false;
  return {
    done(files) {
      const time = now();
      if (time < next || files >= total) return;
      next = time + PAUSE;
      shown = true;
      stderr(`${ERASE}${verb} ${files} of ${total} files`);
    },
    clear() {
      if (shown) stderr(ERASE);
      shown = false;
    },
  };
}
