import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'vitest';

const BIN = fileURLToPath(new URL('../../dist/bin/wso2-topology.cjs', import.meta.url));

/** What the shipped program did. */
interface Ran {
  /** Null where it had to be killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for every test of a file, and the shipped program in it. */
export interface Workshop {
  readonly path: (name: string) => string;
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => void;
  /** Runs the program in the folder, or in one below it; it is killed after a minute of processor time. */
  readonly run: (args: readonly string[], world?: { readonly in?: string; readonly input?: string }) => Ran;
  /** Runs a script of bash, to which `tool` is the program. */
  readonly bash: (script: string) => Ran;
}

/** Prepares a workshop before each test, and clears it away behind it. */
export function workshop(): Workshop {
  let folder = '';
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'wso2-topology-')), 'work');
    mkdirSync(folder);
  });
  afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  const spawned = ([script, ...args]: readonly string[], cwd: string, input = ''): Ran => {
    const limited = `ulimit -t 60; ${script}`;
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-c', limited, ...args], {
      cwd,
      input,
      encoding: 'utf8',
      // Ends what waits for ever. Work is limited by the processor time, which other programs do not lengthen.
      timeout: 300_000,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
      env: { PATH: process.env.PATH ?? '', NODE: process.execPath, BIN },
    });
    return { code: status, stdout, stderr };
  };
  return {
    path,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(path(name)), { recursive: true });
        writeFileSync(path(name), content);
      }
    },
    run: (args, world = {}) =>
      spawned(['exec "$NODE" "$BIN" "$@"', 'bash', ...args], path(world.in ?? '.'), world.input),
    bash: (script) => spawned([`tool() { "$NODE" "$BIN" "$@"; }; ${script}`], folder),
  };
}
