import type { WriteStream } from 'node:tty';
import { plainFiles } from './cli/plain.js';
import { Printer, unprinted } from './files/printer.js';

/** Process wiring only: the one file that touches `process`. */
async function readStdin(maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    // Leaving the loop closes the stream: more than may be read is enough to say so.
    if (length > maxBytes) break;
  }
  return Buffer.concat(chunks);
}

// A reader that has seen enough (`| head`) closes the pipe; that is normal. A full disk is an error, but not a bug.
function endOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  process.stderr.write(unprinted(error));
  process.exit(2);
}

const stdout = new Printer(1, () => (process.stdout as WriteStream).on('error', endOutput));
const stderr = new Printer(2, () =>
  (process.stderr as WriteStream).on('error', () => process.exit(process.exitCode ?? 2)),
);

/** Returns the working directory; undefined where it was deleted. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

async function run(): Promise<number> {
  const cwd = workingDirectory();
  if (cwd === undefined) {
    stderr.print('wso2-topology: the working directory is not there any more\n');
    return 2;
  }
  const io = {
    stdout: (text: string) => stdout.print(text),
    stderr: (text: string) => stderr.print(text),
    stdin: readStdin,
    get streams() {
      // Asked for by sessions alone: to open standard input costs every other command time.
      return { input: process.stdin, output: stdout.stream };
    },
    async longRun() {
      // A code cache belongs to the flags with which it is made.
      if (process.env.WSO2_TOPOLOGY_WRITE_CACHE) return;
      (await import('./files/compiler.js')).optimiseLater(process.versions.node);
    },
    env: process.env,
    terminal: {
      get stdout() {
        return stdout.terminal !== undefined;
      },
      get stderr() {
        return stderr.terminal !== undefined;
      },
      get columns() {
        return stdout.terminal?.columns;
      },
    },
    cwd,
  };
  const args = process.argv.slice(2);
  const files = plainFiles(args);
  if (files === undefined) return (await import('./cli/main.js')).main(args, io);
  return (await import('./cli/actions/plain-check.js')).plainCheck(files, io);
}

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    stderr.print(`wso2-topology: this is a bug, please report it: ${reason}\n`);
    if (process.env.WSO2_TOPOLOGY_DEBUG) console.error(error);
    process.exitCode = 2;
  },
);
