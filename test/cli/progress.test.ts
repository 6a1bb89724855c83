import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { progressOf } from '../../src/cli/progress.js';

const ERASE = '\r\u001b[2K';

/** What is written while files are done at these milliseconds after the start. */
function written(times: readonly number[], total: number, terminal = true, env = {}): readonly string[] {
  const lines: string[] = [];
  let time = 1000;
  const io = {
    stderr: (text: string) => void lines.push(text),
    streams: { input: new PassThrough(), output: new PassThrough() },
    terminal: { stdout: false, stderr: terminal, columns: undefined },
    env,
  };
  const progress = progressOf('checked', total, io, () => time);
  for (const [index, after] of times.entries()) {
    time = 1000 + after;
    progress.done(index + 1);
  }
  progress.clear();
  progress.clear();
  return lines;
}

describe('progress', () => {
  it('tells how far work is that lasts longer than half a second, and is cleared once', () => {
    expect(written([100, 499, 500, 2000], 1000)).toEqual([
      `${ERASE}checked 3 of 1000 files`,
      `${ERASE}checked 4 of 1000 files`,
      ERASE,
    ]);
  });

  it('is silent where work is done sooner', () => expect(written([1, 499], 1000)).toEqual([]));

  it('tells no more than ten times a second', () => {
    expect(written([500, 501, 599, 600], 1000)).toHaveLength(3);
  });

  it('is silent where stderr is no terminal', () => expect(written([600, 900], 1000, false)).toEqual([]));

  it('is silent on a terminal that cannot erase a line', () => {
    expect(written([600, 900], 1000, true, { TERM: 'dumb' })).toEqual([]);
  });

  it('does not tell that all is done', () => expect(written([600], 1)).toEqual([]));
});
