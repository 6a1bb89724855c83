import { fstatSync, writeSync } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { plainFiles } from './cli/plain.js';

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
  process.stderr.write(`wso2-topology: cannot write to standard output: ${error.code}\n`);
  process.exit(2);
}

/**
 * One of the streams that the process writes to. Node's own streams cost a start more than a small check does, so that texts go straight
 * to pipes and files; only a terminal, or a pipe that takes no more at the moment, needs the stream.
 */
class Printer {
  readonly #fd: 1 | 2;
  readonly #open: () => WriteStream;
  #stream: WriteStream | undefined;
  #isClosed = false;

  constructor(fd: 1 | 2, open: () => WriteStream, onError: (error: NodeJS.ErrnoException) => void) {
    this.#fd = fd;
    this.#open = () => open().on('error', onError);
  }

  get stream(): WriteStream {
    this.#stream ??= this.#open();
    return this.#stream;
  }

  /** Undefined for a pipe or a file. */
  get terminal(): WriteStream | undefined {
    return isDevice(this.#fd) && this.stream.isTTY === true ? this.stream : undefined;
  }

  print(text: string): void {
    if (this.#isClosed) return;
    const bytes = Buffer.from(text);
    const written = this.#stream || isDevice(this.#fd) ? 0 : this.#write(bytes);
    if (written < bytes.length && !this.#isClosed) this.stream.write(bytes.subarray(written));
  }

  /** Returns how many bytes were taken; the stream says what is wrong where it was not all of them. */
  #write(bytes: Buffer): number {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      // Whoever closed the pipe needs no more; how the run ends is still to be found out.
      this.#isClosed = (error as NodeJS.ErrnoException).code === 'EPIPE';
    }
    return written;
  }
}

function isDevice(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return true;
  }
}

const stdout = new Printer(1, () => process.stdout as WriteStream, endOutput);
const stderr = new Printer(
  2,
  () => process.stderr as WriteStream,
  () => process.exit(process.exitCode ?? 2),
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
