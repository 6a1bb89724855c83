import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../dist/bin/wso2-topology.cjs', import.meta.url));

/** Seconds of processor time that one run may take; one of an ordinary file takes a tenth of a second. */
const LIMIT_SECONDS = 60;

/** A value that no output may contain. Parts of it are secrets too. */
export const SECRET = 'zQ7wSup3rS3cretVx9';

/** What no run may ever do, whatever its input is; undefined where it did nothing of it. */
export function misbehaviour({ code, stdout, stderr, timedOut }) {
  const said = `${stdout}${stderr}`;
  if (timedOut) return 'did not end in time';
  if (![0, 1, 2].includes(code)) return `exit code ${code}`;
  if (/this is a bug|\n {4}at .*:\d+|FATAL ERROR|RangeError|TypeError/.test(said)) return 'a crash';
  if (said.includes(SECRET)) return 'a secret in the output';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(said)) return 'a control character in the output';
  if (/^\s*::(?!: |error|warning|notice)/m.test(said)) return 'a command of GitHub in the output';
  return undefined;
}

/** A folder with files, in which the shipped program runs. */
class Workshop {
  constructor(files) {
    this.folder = mkdtempSync(join(tmpdir(), 'wso2-topology-fuzz-'));
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }

  run(args, input = '') {
    const script = `ulimit -t ${LIMIT_SECONDS}; exec "$NODE" "$BIN" "$@"`;
    const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...args], {
      cwd: this.folder,
      input,
      encoding: 'utf8',
      // Also an end for runs that wait and do nothing.
      timeout: LIMIT_SECONDS * 10_000,
      killSignal: 'SIGKILL',
      maxBuffer: 256 * 1024 * 1024,
      env: { PATH: process.env.PATH, NODE: process.execPath, BIN },
    });
    return { code: status, stdout, stderr, timedOut: signal === 'SIGKILL' || signal === 'SIGXCPU' };
  }

  read(name) {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Does something in a folder with files, and removes it. */
export function inWorkshop(files, action) {
  const workshop = new Workshop(files);
  try {
    return action(workshop);
  } finally {
    workshop.remove();
  }
}
