import { spawn } from 'node:child_process';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { inject } from 'vitest';
import { PROGRAM } from '../program.js';

/** A command that talks over its standard input and output until it ends. */
export interface Session {
  readonly input: Writable;
  readonly output: Readable;
  /** The exit code. */
  readonly ended: Promise<number | null>;
  /** Ends it from outside, as an editor that is closed does. */
  readonly kill: () => void;
}

/** Starts a session in a folder: as users do, or in this process, where its coverage is measured. */
export function session(args: readonly string[], cwd: string): Session {
  return inject('engine') === 'shipped' ? shipped(args, cwd) : inProcess(args, cwd);
}

function shipped(args: readonly string[], cwd: string): Session {
  const [program, ...words] = PROGRAM;
  const child = spawn(program, [...words, ...args], { cwd });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { input: child.stdin, output: child.stdout, ended, kill: () => child.kill() };
}

function inProcess(args: readonly string[], cwd: string): Session {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const io = {
    stdout: (text: string) => void output.write(text),
    stderr: () => undefined,
    stdin: async () => new Uint8Array(),
    streams: { input, output },
    env: {},
    terminal: { stdout: false, stderr: false, columns: undefined },
    cwd,
  };
  const ended = import('../../src/cli/main.js').then(({ main }) => main(args, io));
  return { input, output, ended, kill: () => input.end() };
}
