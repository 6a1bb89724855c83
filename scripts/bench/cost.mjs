// What a process costs, in CPU time: a busy machine lengthens that less than the time by the clock.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** CPU seconds, user and system, of one process of Node. Its output goes to a file, as in a pipeline that keeps its log. */
export function cost(args, { cwd = root, log = '/dev/null' } = {}) {
  const script = `TIMEFORMAT="%3U %3S"; time "$@" >'${log}' 2>&1`;
  const { stderr, error } = spawnSync('bash', ['-c', script, '_', process.execPath, ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (error) throw error;
  const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return user + system;
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Runs a command and an empty script in turns; the median of the ratios and of the CPU seconds counts. */
export function ratioOf(pairs, args, options) {
  const costs = Array.from({ length: pairs }, () => ({ empty: cost(['-e', '0'], options), own: cost(args, options) }));
  return { ratio: median(costs.map(({ empty, own }) => own / empty)), seconds: median(costs.map(({ own }) => own)) };
}
